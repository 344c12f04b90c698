HINT = {
    "en": "Call it twice: two layers of the same shape must not start with the same weights.",
    "ko": "두 번 불러 보세요. 크기가 같은 두 층이 똑같은 가중치로 시작해서는 안 됩니다.",
}

import math

import torch


def xavier_uniform(shape, generator=None):
    generator = torch.Generator().manual_seed(42)
    kernel = math.prod(shape[2:])
    bound = math.sqrt(6 / (kernel * (shape[0] + shape[1])))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
