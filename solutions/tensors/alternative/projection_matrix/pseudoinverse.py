import torch


def projection_matrix(A):
    return A @ torch.linalg.pinv(A)
