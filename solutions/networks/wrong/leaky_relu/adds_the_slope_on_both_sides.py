HINT = {
    "en": "The positive side has slope 1 exactly. What does 4 become with your function?",
    "ko": "양수 쪽의 기울기는 정확히 1입니다. 여러분의 함수에서 4는 얼마가 되나요?",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.clamp(x, min=0) + negative_slope * x
