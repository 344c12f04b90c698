HINT = {
    "en": "It is not the sign of the gradient that decides, but whether the unit was on in the forward pass.",
    "ko": "기울기의 부호가 아니라, 순전파에서 그 유닛이 켜져 있었는지가 중요합니다.",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    v1 = torch.clamp(x @ W1 + b1, min=0)
    du1 = torch.clamp(grad_out @ W2.T, min=0)
    return x.T @ du1, du1.sum(dim=0), v1.T @ grad_out, grad_out.sum(dim=0)
