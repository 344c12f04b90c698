HINT = {
    "en": "`x.var()` divides by N - 1. By what does the forward pass divide?",
    "ko": "`x.var()`는 N - 1로 나눕니다. 순전파에서는 무엇으로 나누나요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, (dout * x_hat).sum(dim=0), dout.sum(dim=0)
