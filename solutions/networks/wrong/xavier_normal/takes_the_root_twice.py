HINT = {
    "en": "The number under the root is the variance, and the root is the standard deviation. Is there a root too many?",
    "ko": "근호 안의 값이 분산이고 제곱근을 취한 값이 표준편차입니다. 제곱근을 한 번 더 취하지 않았나요?",
}

import math

import torch


def xavier_normal(shape, generator=None):
    kernel = math.prod(shape[2:])
    variance = math.sqrt(2 / (kernel * (shape[0] + shape[1])))
    return torch.randn(shape, generator=generator) * math.sqrt(variance)
