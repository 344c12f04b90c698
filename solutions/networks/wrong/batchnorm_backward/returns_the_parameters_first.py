HINT = {
    "en": "Three gradients are asked for. Which one comes first?",
    "ko": "기울기 세 개를 반환해야 합니다. 어느 것이 먼저인가요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return (dout * x_hat).sum(dim=0), dout.sum(dim=0), dx
