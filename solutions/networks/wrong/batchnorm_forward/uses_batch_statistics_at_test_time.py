HINT = {
    "en": "When training is False, the result for a sample must not depend on the other samples. Which statistics belong there?",
    "ko": "training이 False이면 한 표본의 결과가 다른 표본에 따라 달라져서는 안 됩니다. 어떤 통계를 써야 하나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
    if training:
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.detach().var(dim=0)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
