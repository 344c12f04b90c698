HINT = {
    "en": "This is the function itself. What is its slope at 0, and what far away from 0?",
    "ko": "이것은 함수 자체입니다. 0에서의 기울기와 0에서 먼 곳에서의 기울기는 얼마인가요?",
}

import torch


def sigmoid_derivative(x):
    return torch.sigmoid(x)
