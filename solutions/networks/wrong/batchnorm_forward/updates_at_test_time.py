HINT = {
    "en": "When training is False nothing is learned: print state before and after the call.",
    "ko": "training이 False이면 아무것도 갱신하지 않습니다. 호출 전과 후의 state를 출력해 보세요.",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    old_mean, old_var = state["running_mean"], state["running_var"]
    mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
    state["running_mean"] = (1 - momentum) * old_mean + momentum * mean.detach()
    state["running_var"] = (1 - momentum) * old_var + momentum * x.detach().var(dim=0)
    if not training:
        mean, var = old_mean, old_var
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
