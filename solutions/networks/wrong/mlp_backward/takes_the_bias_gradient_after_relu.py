HINT = {
    "en": "dW1 is right, db1 is not: b1 is added before ReLU. Which gradient belongs there, that of u1 or that of v1?",
    "ko": "dW1은 맞지만 db1이 다릅니다. b1은 ReLU 앞에서 더해집니다. 그곳의 기울기는 u1의 것인가요, v1의 것인가요?",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    dv1 = grad_out @ W2.T
    du1 = dv1 * (u1 > 0)
    return x.T @ du1, dv1.sum(dim=0), v1.T @ grad_out, grad_out.sum(dim=0)
