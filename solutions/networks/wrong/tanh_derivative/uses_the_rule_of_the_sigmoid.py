HINT = {
    "en": "f(1 - f) belongs to another function. What is your value at 0, where tanh is steepest?",
    "ko": "f(1 - f)는 다른 함수의 미분입니다. tanh가 가장 가파른 0에서 여러분의 값은 얼마인가요?",
}

import torch


def tanh_derivative(x):
    t = torch.tanh(x)
    return t * (1 - t)
