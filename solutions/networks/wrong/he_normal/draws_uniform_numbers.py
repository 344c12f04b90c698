HINT = {
    "en": "The spread is right. Draw a histogram: is it a bell?",
    "ko": "퍼진 정도는 맞습니다. 히스토그램을 그려 보세요. 종 모양인가요?",
}

import math

import torch


def he_normal(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = math.sqrt(3) * math.sqrt(2 / (kernel * shape[1]))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
