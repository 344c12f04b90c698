HINT = {
    "en": "This is ReLU itself. How steep is the line y = x?",
    "ko": "이것은 ReLU 자체입니다. 직선 y = x의 기울기는 얼마인가요?",
}

import torch


def relu_derivative(x):
    return torch.clamp(x, min=0)
