HINT = {
    "en": "You turned the matrix by a quarter. What should become of its first row?",
    "ko": "행렬을 90도 돌렸습니다. 첫 번째 행은 무엇이 되어야 하나요?",
}

import torch


def transpose(a):
    return torch.rot90(a, k=-1)
