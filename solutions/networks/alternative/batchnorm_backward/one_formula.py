import torch


def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    var, mean = torch.var_mean(x, dim=0, correction=0)
    r = torch.rsqrt(var + eps)
    h = (x - mean) * r
    dbeta = torch.sum(dout, 0)
    dgamma = torch.sum(dout * h, 0)
    return gamma * r / N * (N * dout - dbeta - h * dgamma), dgamma, dbeta
