HINT = {
    "en": "Where does eps stand: under the root or beside it? With a large eps the difference can be seen.",
    "ko": "eps는 근호 안에 있나요, 밖에 있나요? eps를 크게 하면 차이가 보입니다.",
}

import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if training:
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean.detach()
        state["running_var"] = (1 - momentum) * state["running_var"] + momentum * x.detach().var(dim=0)
    else:
        mean, var = state["running_mean"], state["running_var"]
    return gamma * (x - mean) / (torch.sqrt(var) + eps) + beta
