HINT = {
    "en": "Try a matrix with one column times one with one row. How many terms has the sum?",
    "ko": "열이 하나인 행렬과 행이 하나인 행렬을 곱해 보세요. 항은 몇 개인가요?",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,jk->ik", a[:, :-1], b[:-1])
