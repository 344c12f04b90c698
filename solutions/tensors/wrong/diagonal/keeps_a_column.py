HINT = {
    "en": "Your result has two dimensions. How many should it have?",
    "ko": "결과가 2차원입니다. 몇 차원이어야 하나요?",
}

import torch


def diagonal(a):
    return torch.einsum("ii->i", a).unsqueeze(1)
