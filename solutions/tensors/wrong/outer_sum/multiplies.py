HINT = {
    "en": "This is the outer product. What was asked for?",
    "ko": "이것은 외적입니다. 무엇을 구하라고 했나요?",
}


def outer_sum(row, column):
    return column[:, None] * row[None, :]
