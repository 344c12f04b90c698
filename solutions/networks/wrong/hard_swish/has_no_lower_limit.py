HINT = {
    "en": "The gate is never negative. What is yours at x = -30?",
    "ko": "게이트는 음수가 되지 않습니다. x = -30에서 여러분의 게이트는 얼마인가요?",
}

import torch


def hard_swish(x):
    return x * torch.clamp(x + 3, max=6) / 6
