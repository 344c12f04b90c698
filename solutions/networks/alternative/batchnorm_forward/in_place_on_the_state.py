import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    if not training:
        return (x - state["running_mean"]) * gamma / (state["running_var"] + eps) ** 0.5 + beta
    state["running_mean"].lerp_(x.detach().mean(0), momentum)
    state["running_var"].lerp_(x.detach().var(0), momentum)
    centred = x - x.mean(0, keepdim=True)
    return centred * torch.rsqrt(centred.square().mean(0) + eps) * gamma + beta
