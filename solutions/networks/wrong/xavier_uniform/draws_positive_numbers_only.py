HINT = {
    "en": "Look at the smallest weight. How far does the distribution reach below zero?",
    "ko": "가장 작은 가중치를 살펴보세요. 분포는 0 아래로 어디까지 내려가나요?",
}

import math

import torch


def xavier_uniform(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = math.sqrt(6 / (kernel * (shape[0] + shape[1])))
    return torch.rand(shape, generator=generator) * bound
