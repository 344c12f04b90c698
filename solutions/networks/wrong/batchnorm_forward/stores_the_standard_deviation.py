HINT = {
    "en": "running_var is a variance. Is a root taken before it is stored?",
    "ko": "running_var는 분산입니다. 저장하기 전에 제곱근을 취하지는 않았나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.detach().std(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
