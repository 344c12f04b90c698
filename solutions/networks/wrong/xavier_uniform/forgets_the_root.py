HINT = {
    "en": "The formula gives a bound or a standard deviation, not a variance. Is the root there?",
    "ko": "식이 주는 것은 분산이 아니라 범위나 표준편차입니다. 제곱근을 취했나요?",
}

import math

import torch


def xavier_uniform(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = 6 / (kernel * (shape[0] + shape[1]))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
