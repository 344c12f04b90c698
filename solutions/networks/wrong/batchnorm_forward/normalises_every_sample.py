HINT = {
    "en": "Each feature is normalised over the samples of the batch. Over which dimension do you take the mean?",
    "ko": "각 특성을 배치의 표본에 대해 정규화합니다. 어느 차원에 대해 평균을 내고 있나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=1, keepdim=True), x.var(dim=1, correction=0, keepdim=True)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * x.detach().mean(dim=0)
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.detach().var(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
