HINT = {
    "en": "A uniform distribution on [-a, a] has a standard deviation smaller than a. Which of the two did you compute?",
    "ko": "[-a, a]의 균등분포는 표준편차가 a보다 작습니다. 계산한 값은 둘 중 어느 쪽인가요?",
}

import math

import torch


def xavier_uniform(shape, generator=None):
    kernel = math.prod(shape[2:])
    bound = math.sqrt(2 / (kernel * (shape[0] + shape[1])))
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
