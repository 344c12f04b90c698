HINT = {
    "en": "The formula gives a variance under the root. Do you scale by the variance or by the standard deviation?",
    "ko": "근호 안의 값은 분산입니다. 분산을 곱했나요, 표준편차를 곱했나요?",
}

import math

import torch


def xavier_normal(shape, generator=None):
    kernel = math.prod(shape[2:])
    std = 2 / (kernel * (shape[0] + shape[1]))
    return torch.randn(shape, generator=generator) * std
