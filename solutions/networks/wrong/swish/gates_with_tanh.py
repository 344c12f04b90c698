HINT = {
    "en": "The gate lies between 0 and 1. Does yours become negative?",
    "ko": "게이트는 0과 1 사이의 값입니다. 여러분의 게이트는 음수가 되기도 하나요?",
}

import torch


def swish(x):
    return x * torch.tanh(x)
