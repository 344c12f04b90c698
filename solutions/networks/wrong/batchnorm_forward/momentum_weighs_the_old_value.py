HINT = {
    "en": "Output right, running statistics not: libraries disagree about momentum. In this statement, which value does it weigh, the old or the new one?",
    "ko": "출력은 맞지만 이동 통계가 다릅니다. momentum의 뜻은 라이브러리마다 다릅니다. 이 문제에서는 이전 값의 가중치인가요, 새 값의 가중치인가요?",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        state["running_mean"] = momentum * state["running_mean"] + (1 - momentum) * mean.detach()
        state["running_var"] = momentum * state["running_var"] + (1 - momentum) * x.detach().var(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
