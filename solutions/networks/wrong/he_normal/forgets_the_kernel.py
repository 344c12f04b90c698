HINT = {
    "en": "How many numbers does one output of a convolution look at? Each input channel brings a whole kernel.",
    "ko": "합성곱의 출력 하나는 몇 개의 수를 보나요? 입력 채널마다 커널 하나가 통째로 들어갑니다.",
}

import math

import torch


def he_normal(shape, generator=None):
    std = math.sqrt(2 / shape[1])
    return torch.randn(shape, generator=generator) * std
