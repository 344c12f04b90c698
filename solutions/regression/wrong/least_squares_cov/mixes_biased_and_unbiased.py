HINT = {
    "en": "One of your two functions divides by N, the other by N - 1. Look up the default of each.",
    "ko": "쓰신 두 함수 중 하나는 N으로, 다른 하나는 N - 1로 나눕니다. 각 함수의 기본 설정을 찾아보세요.",
}

import torch


def least_squares_cov(x, y):
    covariance = ((x - x.mean()) * (y - y.mean())).mean()
    m = covariance / torch.var(x)
    return m, y.mean() - m * x.mean()
