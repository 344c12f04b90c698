HINT = {
    "en": "b1 has shape (H,). What shape has your db1?",
    "ko": "b1의 크기는 (H,)입니다. 여러분의 db1은 크기가 어떻게 되나요?",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    du1 = (grad_out @ W2.T) * (u1 > 0)
    return x.T @ du1, du1.sum(dim=0, keepdim=True), v1.T @ grad_out, grad_out.sum(dim=0, keepdim=True)
