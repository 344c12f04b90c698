import torch


def normal_equations(X, y):
    return torch.linalg.lstsq(X, y.unsqueeze(1)).solution.squeeze(1)
