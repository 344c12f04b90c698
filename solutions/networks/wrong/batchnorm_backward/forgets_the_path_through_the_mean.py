HINT = {
    "en": "Moving all samples by the same amount changes nothing, so every column of dx adds up to 0. Does yours?",
    "ko": "모든 표본을 똑같이 옮겨도 결과는 그대로이므로 dx의 각 열의 합은 0입니다. 여러분의 dx도 그런가요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, (dout * x_hat).sum(dim=0), dout.sum(dim=0)
