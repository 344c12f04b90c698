import torch


def batchnorm_forward(x, gamma, beta, state, momentum, eps, training):
    mean, var = state["running_mean"], state["running_var"]
    if training:
        unbiased, batch_mean = torch.var_mean(x, dim=0, correction=1)
        state.update(
            running_mean=mean + momentum * (batch_mean.detach() - mean),
            running_var=var + momentum * (unbiased.detach() - var),
        )
        mean, var = batch_mean, unbiased * (x.size(0) - 1) / x.size(0)
    slope = gamma / torch.sqrt(var + eps)
    return x * slope + (beta - mean * slope)
