HINT = {
    "en": "`x.var()` divides by N - 1. Which variance normalises the batch?",
    "ko": "`x.var()`는 N - 1로 나눕니다. 배치를 정규화할 때는 어떤 분산을 쓰나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * var.detach()
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
