HINT = {
    "en": "The slope of tanh is the same at x and at -x. Is yours?",
    "ko": "tanh의 기울기는 x와 -x에서 같습니다. 여러분의 값도 그런가요?",
}

import torch


def tanh_derivative(x):
    return 1 - torch.tanh(x)
