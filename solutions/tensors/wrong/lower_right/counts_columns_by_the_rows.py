HINT = {
    "en": "Try a matrix with more columns than rows. Which size tells where the columns start?",
    "ko": "열이 행보다 많은 행렬로 시험해 보세요. 열의 시작 위치는 어느 크기로 정해지나요?",
}


def lower_right(t, k):
    start = len(t) - k
    return t[start:, start:]
