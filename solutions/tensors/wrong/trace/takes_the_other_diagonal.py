HINT = {
    "en": "The trace runs from the upper left to the lower right.",
    "ko": "대각합은 왼쪽 위에서 오른쪽 아래로 더합니다.",
}

import torch


def trace(a):
    return torch.einsum("ii->", a.flip(1))
