HINT = {
    "en": "The direction is right, the size is not: grad_out already contains the 1/N of a mean. Sum over the samples.",
    "ko": "방향은 맞지만 크기가 다릅니다. 평균의 1/N은 grad_out에 이미 들어 있으므로 표본에 대해 합하세요.",
}

import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    N = len(x)
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    du1 = (grad_out @ W2.T) * (u1 > 0)
    return x.T @ du1 / N, du1.mean(dim=0), v1.T @ grad_out / N, grad_out.mean(dim=0)
