HINT = {
    "en": "Your result has three dimensions. Over which index must be summed?",
    "ko": "결과가 3차원입니다. 어느 첨자에 대해 더해야 하나요?",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,jk->ijk", a, b)
