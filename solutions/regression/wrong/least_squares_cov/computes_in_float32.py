HINT = {
    "en": "float32 keeps about seven digits; years and their squares need more. Which dtype did you receive?",
    "ko": "float32는 일곱 자리 정도만 담습니다. 연도와 그 제곱에는 더 많은 자릿수가 필요합니다. 받은 dtype은 무엇인가요?",
}


def least_squares_cov(x, y):
    x, y = x.float(), y.float()
    dx, dy = x - x.mean(), y - y.mean()
    m = (dx * dy).mean() / (dx * dx).mean()
    return m, y.mean() - m * x.mean()
