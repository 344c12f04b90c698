HINT = {
    "en": "The gate is 1/2 at x = 0. What must be added to x before it is clipped?",
    "ko": "x = 0에서 게이트는 1/2입니다. 자르기 전에 x에 무엇을 더해야 하나요?",
}

import torch


def hard_swish(x):
    return x * torch.clamp(x, 0, 6) / 6
