HINT = {
    "en": "The running variance is a little too small. By what is its sum of squares divided in the statement?",
    "ko": "이동 분산이 조금 작습니다. 문제에서는 제곱의 합을 무엇으로 나누나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * var.detach()
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
