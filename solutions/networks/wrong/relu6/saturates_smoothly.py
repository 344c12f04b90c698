HINT = {
    "en": "Between 0 and 6 the function is the straight line y = x. What does yours make of 3?",
    "ko": "0과 6 사이에서는 직선 y = x입니다. 여러분의 함수에 3을 넣으면 얼마가 나오나요?",
}

import torch


def relu6(x):
    return 6 * torch.tanh(torch.clamp(x, min=0) / 6)
