HINT = {
    "en": "The gate never exceeds 1. What is yours at x = 30?",
    "ko": "게이트는 1을 넘지 않습니다. x = 30에서 여러분의 게이트는 얼마인가요?",
}

import torch


def hard_swish(x):
    return x * torch.clamp(x + 3, min=0) / 6
