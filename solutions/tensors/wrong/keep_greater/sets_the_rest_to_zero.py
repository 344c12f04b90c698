HINT = {
    "en": "The others are to be left out, not replaced: the result is shorter and one-dimensional.",
    "ko": "나머지를 0으로 바꾸는 것이 아니라 빼야 합니다. 결과는 더 짧은 1차원 텐서입니다.",
}


def keep_greater(t, threshold):
    return t * (t > threshold)
