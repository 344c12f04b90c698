HINT = {
    "en": "The slope of tanh is never larger than 1. Check the sign in your formula.",
    "ko": "tanh의 기울기는 1보다 커지지 않습니다. 식의 부호를 확인해 보세요.",
}

import torch


def tanh_derivative(x):
    return 1 + torch.tanh(x) ** 2
