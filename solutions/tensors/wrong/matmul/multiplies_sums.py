HINT = {
    "en": "A sum of products is not the product of the sums. Must `j` be the same in both factors?",
    "ko": "곱의 합은 합의 곱과 다릅니다. 두 인수에서 `j`가 같아야 하지 않나요?",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,lk->ik", a, b)
