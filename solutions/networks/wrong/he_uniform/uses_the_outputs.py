HINT = {
    "en": "The shape of a weight begins with the outputs. Which of its sizes counts the inputs of one output?",
    "ko": "가중치의 크기는 출력부터 적습니다. 출력 하나에 들어오는 입력의 수는 그중 어느 것인가요?",
}

import math

import torch


def he_uniform(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = math.sqrt(6 / (kernel * shape[0]))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
