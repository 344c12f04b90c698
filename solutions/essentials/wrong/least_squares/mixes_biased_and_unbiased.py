HINT = {
    "en": "Covariance and variance must be divided by the same number. Check the default of each function you call.",
    "ko": "공분산과 분산은 같은 수로 나누어야 합니다. 사용한 함수마다 기본 설정을 확인해 보세요.",
}

import torch


def least_squares(x, y):
    covariance = torch.cov(torch.stack([x, y]))[0, 1]
    m = covariance / torch.var(x, unbiased=False)
    b = y.mean() - m * x.mean()
    return m, b
