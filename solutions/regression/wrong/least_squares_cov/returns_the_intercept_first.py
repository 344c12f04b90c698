HINT = {
    "en": "Both numbers are right. In which order does the text ask for them?",
    "ko": "두 값은 모두 맞습니다. 본문에서는 어떤 순서로 반환하라고 했나요?",
}


def least_squares_cov(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = (dx * dy).mean() / (dx * dx).mean()
    return y.mean() - m * x.mean(), m
