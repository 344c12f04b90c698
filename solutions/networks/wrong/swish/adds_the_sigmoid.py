HINT = {
    "en": "Look at the sign between x and the sigmoid: what should swish(0) be?",
    "ko": "x와 시그모이드 사이의 연산을 확인해 보세요. swish(0)은 얼마여야 하나요?",
}

import torch


def swish(x):
    return x + torch.sigmoid(x)
