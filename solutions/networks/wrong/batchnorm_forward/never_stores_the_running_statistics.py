HINT = {
    "en": "The new running values are computed and lost. What does the dict hold after the call?",
    "ko": "새 이동 통계를 계산하고는 버렸습니다. 호출한 뒤 딕셔너리에 무엇이 들어 있나요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    running_mean, running_var = state["running_mean"], state["running_var"]
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean.detach()
        running_var = (1 - momentum) * running_var + momentum * x.detach().var(dim=0)
    else:
        mean, var = running_mean, running_var
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
