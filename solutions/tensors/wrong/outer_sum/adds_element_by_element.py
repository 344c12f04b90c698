HINT = {
    "en": "Two tensors of one dimension are lined up with each other. Which shape must `column` have so that they spread out?",
    "ko": "1차원 텐서 두 개는 나란히 놓고 더해집니다. 서로 펼쳐지려면 `column`의 크기가 어떻게 되어야 하나요?",
}


def outer_sum(row, column):
    return row + column
