HINT = {
    "en": "A matrix of one row is still a matrix. What does `squeeze` remove?",
    "ko": "행이 하나뿐이어도 행렬입니다. `squeeze`는 무엇을 없애나요?",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,jk->ik", a, b).squeeze()
