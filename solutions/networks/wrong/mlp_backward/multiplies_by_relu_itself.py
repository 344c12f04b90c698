HINT = {
    "en": "The chain rule asks for the derivative of ReLU, 0 or 1, not for its value.",
    "ko": "연쇄 법칙에 필요한 것은 ReLU의 값이 아니라 0 또는 1인 미분입니다.",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    v1 = torch.clamp(x @ W1 + b1, min=0)
    du1 = (grad_out @ W2.T) * v1
    return x.T @ du1, du1.sum(dim=0), v1.T @ grad_out, grad_out.sum(dim=0)
