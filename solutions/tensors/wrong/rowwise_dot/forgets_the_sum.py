HINT = {
    "en": "The products are right. What has to be done with the products of one row?",
    "ko": "곱은 맞습니다. 한 행의 곱들을 어떻게 해야 하나요?",
}

import torch


def rowwise_dot(a, b):
    return torch.einsum("ij,ij->ij", a, b)
