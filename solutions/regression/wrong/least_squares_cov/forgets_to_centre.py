HINT = {
    "en": "A covariance is about deviations from the mean. Does your slope change when 100 is added to every x?",
    "ko": "공분산은 평균에서 벗어난 정도로 구합니다. 모든 x에 100을 더하면 기울기가 달라지나요?",
}


def least_squares_cov(x, y):
    m = (x * y).mean() / (x * x).mean()
    return m, y.mean() - m * x.mean()
