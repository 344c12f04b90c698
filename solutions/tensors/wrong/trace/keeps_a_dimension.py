HINT = {
    "en": "Look at the shape of your result: a number has no dimensions.",
    "ko": "결과의 크기를 확인해 보세요. 수 하나는 0차원입니다.",
}

import torch


def trace(a):
    return torch.einsum("ii->", a).reshape(1)
