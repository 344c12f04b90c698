HINT = {
    "en": "dgamma and dbeta are sums over the samples. dout contains the 1/N of a mean already, if there is one.",
    "ko": "dgamma와 dbeta는 표본에 대한 합입니다. 손실이 평균이라면 1/N은 dout에 이미 들어 있습니다.",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, (dout * x_hat).mean(dim=0), dout.mean(dim=0)
