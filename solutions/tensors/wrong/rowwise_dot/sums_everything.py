HINT = {
    "en": "One number for the whole matrix. Which index must remain?",
    "ko": "행렬 전체에서 수가 하나만 나왔습니다. 어느 첨자가 남아야 하나요?",
}

import torch


def rowwise_dot(a, b):
    return torch.einsum("ij,ij->", a, b)
