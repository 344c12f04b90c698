HINT = {
    "en": "The diagonal runs from the upper left to the lower right.",
    "ko": "대각선은 왼쪽 위에서 오른쪽 아래로 이어집니다.",
}

import torch


def diagonal(a):
    return torch.einsum("ii->i", a.flip(0))
