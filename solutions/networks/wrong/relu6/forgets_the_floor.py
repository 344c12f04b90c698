HINT = {
    "en": "The upper end is right. What does your function make of -5?",
    "ko": "위쪽 끝은 맞습니다. 여러분의 함수에 -5를 넣으면 얼마가 나오나요?",
}

import torch


def relu6(x):
    return torch.clamp(x, max=6)
