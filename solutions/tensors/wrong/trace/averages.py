HINT = {
    "en": "Is the trace a sum or a mean?",
    "ko": "대각합은 합인가요, 평균인가요?",
}

import torch


def trace(a):
    return torch.einsum("ii->", a) / len(a)
