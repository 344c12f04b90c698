HINT = {
    "en": "A mask of the shape of `t` takes the place of all its dimensions. What is the `:` in front of it for?",
    "ko": "`t`와 크기가 같은 마스크는 모든 차원을 한꺼번에 인덱싱합니다. 그 앞의 `:`은 왜 필요할까요?",
}


def keep_greater(t, threshold):
    return t[:, t > threshold]
