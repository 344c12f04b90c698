HINT = {
    "en": "1 - f^2 belongs to another function. What is your value at 0?",
    "ko": "1 - f^2은 다른 함수의 미분입니다. 0에서 여러분의 값은 얼마인가요?",
}

import torch


def sigmoid_derivative(x):
    return 1 - torch.sigmoid(x) ** 2
