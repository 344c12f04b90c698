HINT = {
    "en": "That is the size for He's initialisation. Which numbers does Xavier's formula add up?",
    "ko": "그것은 He 초기화의 크기입니다. Xavier의 식에서는 어떤 두 수를 더하나요?",
}

import math

import torch


def xavier_normal(shape, generator=None):
    kernel = math.prod(shape[2:])
    std = math.sqrt(2 / (kernel * shape[1]))
    return torch.randn(shape, generator=generator) * std
