HINT = {
    "en": "This is the gate, a number between 0 and 1. What does it multiply?",
    "ko": "이것은 0과 1 사이의 값인 게이트입니다. 무엇에 곱해야 하나요?",
}

import torch


def hard_swish(x):
    return torch.clamp(x + 3, 0, 6) / 6
