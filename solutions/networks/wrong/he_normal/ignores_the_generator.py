HINT = {
    "en": "Two generators in the same state must give the same weights. Where do your random numbers come from?",
    "ko": "상태가 같은 두 생성기에서는 같은 가중치가 나와야 합니다. 난수를 어디에서 뽑고 있나요?",
}

import math

import torch


def he_normal(shape, generator=None):
    kernel = math.prod(shape[2:])
    std = math.sqrt(2 / (kernel * shape[1]))
    return torch.randn(shape) * std
