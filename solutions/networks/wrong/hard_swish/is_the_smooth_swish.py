HINT = {
    "en": "This is swish itself. The hard one is made of straight lines: it is exactly 0 at -4.",
    "ko": "이것은 스위시 자체입니다. 하드 스위시의 게이트는 직선으로 되어 있어서 -4에서 정확히 0입니다.",
}

import torch


def hard_swish(x):
    return x * torch.sigmoid(x)
