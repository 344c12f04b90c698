HINT = {
    "en": "Python works from left to right: what does `a / 2 * h` compute?",
    "ko": "파이썬은 왼쪽부터 계산합니다. `a / 2 * h`는 무엇을 계산하나요?",
}


def difference_quotient(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / 2 * h
