HINT = {
    "en": "What does your network return for an input of zeros?",
    "ko": "입력이 모두 0일 때 여러분의 신경망은 무엇을 반환하나요?",
}

import torch


def mlp_forward(x, W1, b1, W2, b2):
    u1 = x @ W1
    v1 = torch.clamp(u1, min=0)
    return u1, v1, v1 @ W2
