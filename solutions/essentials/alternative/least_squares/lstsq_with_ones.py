import torch


def least_squares(x, y):
    A = torch.vstack([x, torch.ones_like(x)]).T
    solution = torch.linalg.lstsq(A, y.reshape(-1, 1)).solution
    return solution[0, 0], solution[1, 0]
