HINT = {
    "en": "That is the size for Xavier's initialisation. Which of the two fans does He's formula use?",
    "ko": "그것은 Xavier 초기화의 크기입니다. He의 식은 두 수 가운데 어느 것을 쓰나요?",
}

import math

import torch


def he_uniform(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = math.sqrt(6 / (kernel * (shape[0] + shape[1])))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
