HINT = {
    "en": "What does your function make of 100?",
    "ko": "여러분의 함수에 100을 넣으면 얼마가 나오나요?",
}

import torch


def relu6(x):
    return torch.clamp(x, min=0)
