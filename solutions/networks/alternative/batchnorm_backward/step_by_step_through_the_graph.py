import torch


def batchnorm_backward(dout, x, gamma, eps):
    n = x.shape[0]
    mu = x.sum(0) / n
    centred = x - mu
    var = (centred**2).sum(0) / n
    root = torch.sqrt(var + eps)
    inverse = 1 / root

    dxhat = dout * gamma
    dinverse = (dxhat * centred).sum(0)
    dvar = dinverse * (-1 / root**2) * 0.5 / root
    dcentred = dxhat * inverse + 2 * centred * dvar / n
    dmu = -dcentred.sum(0)
    return dcentred + dmu / n, (dout * centred * inverse).sum(0), dout.sum(0)
