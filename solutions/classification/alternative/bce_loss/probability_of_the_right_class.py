import torch


def bce_loss(p, y):
    of_the_right_one = torch.where(y == 1, p, 1 - p)
    return torch.log(of_the_right_one.clamp(min=1e-7)).neg().mean()
