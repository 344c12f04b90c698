HINT = {
    "en": "Which units are on depends on b1 as well. Compare your u1 with that of the forward pass.",
    "ko": "어느 유닛이 켜지는지는 b1에도 달려 있습니다. 여러분의 u1을 순전파의 u1과 비교해 보세요.",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    u1 = x @ W1
    v1 = torch.clamp(u1, min=0)
    du1 = (grad_out @ W2.T) * (u1 > 0)
    return x.T @ du1, du1.sum(dim=0), v1.T @ grad_out, grad_out.sum(dim=0)
