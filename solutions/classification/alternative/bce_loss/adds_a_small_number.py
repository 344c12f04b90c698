import torch


def bce_loss(p, y):
    total = 0
    for pi, yi in zip(p.reshape(-1), y.reshape(-1)):
        if yi == 1:
            total = total - torch.log(pi + 1e-7)
        else:
            total = total - torch.log(1 - pi + 1e-7)
    return total / y.numel()
