HINT = {
    "en": "gamma multiplies the normalised values. Which tensor belongs into dgamma?",
    "ko": "gamma는 정규화한 값에 곱해집니다. dgamma에는 어느 텐서가 들어가야 하나요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, (dout * x).sum(dim=0), dout.sum(dim=0)
