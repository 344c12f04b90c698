HINT = {
    "en": "Of x and a x, which one is larger when x is positive, and which when it is negative?",
    "ko": "x가 양수일 때, 음수일 때 x와 a x 중 어느 쪽이 더 큰가요?",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.minimum(x, negative_slope * x)
