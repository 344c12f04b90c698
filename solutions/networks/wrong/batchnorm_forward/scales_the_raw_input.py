HINT = {
    "en": "gamma and beta apply to the normalised values. Is x_hat used in your last line?",
    "ko": "gamma와 beta는 정규화한 값에 적용합니다. 마지막 줄에서 x_hat을 쓰고 있나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.detach().var(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    x_hat = (x - mean) / torch.sqrt(var + eps)
    x_hat = gamma * x + beta
    return x_hat
