HINT = {
    "en": "dgamma and dbeta are right. mean and var depend on x as well: which terms do they add to dx?",
    "ko": "dgamma와 dbeta는 맞습니다. 평균과 분산도 x에 따라 달라집니다. dx에 어떤 항이 더해져야 하나요?",
}

import torch


def batchnorm_backward(dout, x, gamma, eps):
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std
    return dout * gamma / std, (dout * x_hat).sum(dim=0), dout.sum(dim=0)
