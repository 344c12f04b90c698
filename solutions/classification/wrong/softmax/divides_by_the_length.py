HINT = {
    "en": "Do your results add up to 1, or do their squares?",
    "ko": "결과의 합이 1인가요, 아니면 결과의 제곱의 합이 1인가요?",
}

import torch


def softmax(z, dim):
    e = torch.exp(z - z.amax(dim=dim, keepdim=True))
    return e / e.norm(dim=dim, keepdim=True)
