HINT = {
    "en": "Between out and x_hat stands a factor. Does dx change when gamma does?",
    "ko": "out과 x_hat 사이에는 곱해지는 수가 있습니다. gamma를 바꾸면 dx도 바뀌나요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx = (dout - dout.mean(dim=0) - x_hat * (dout * x_hat).mean(dim=0)) / std
    return dx, (dout * x_hat).sum(dim=0), dout.sum(dim=0)
