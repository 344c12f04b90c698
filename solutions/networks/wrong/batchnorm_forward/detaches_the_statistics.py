HINT = {
    "en": "The values are right, the gradient is not: mean and variance depend on x, and a gradient flows through them too.",
    "ko": "값은 맞지만 기울기가 다릅니다. 평균과 분산도 x로 계산하므로 기울기가 그쪽으로도 흐릅니다.",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        with torch.no_grad():
            mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
            state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean
            state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.var(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
