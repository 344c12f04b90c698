HINT = {
    "en": "Is 3 added before or after the clipping? Try x = -10.",
    "ko": "3을 더하는 것은 자르기 전인가요, 자른 뒤인가요? x = -10을 넣어 보세요.",
}

import torch


def hard_swish(x):
    return x * (torch.clamp(x, 0, 6) + 3) / 6
