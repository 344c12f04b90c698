HINT = {
    "en": "Three tensors are asked for, in the order in which they are computed.",
    "ko": "텐서 세 개를 계산한 순서대로 반환해야 합니다.",
}

import torch


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    return v1 @ W2 + b2, v1, u1
