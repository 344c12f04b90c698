HINT = {
    "en": "You predict x from y. Whose variance belongs below the covariance, if x is on the horizontal axis?",
    "ko": "y로 x를 예측하고 있습니다. 가로축이 x라면 공분산을 어느 쪽의 분산으로 나누어야 할까요?",
}


def least_squares_cov(x, y):
    dx, dy = x - x.mean(), y - y.mean()
    m = (dx * dy).mean() / (dy * dy).mean()
    return m, y.mean() - m * x.mean()
