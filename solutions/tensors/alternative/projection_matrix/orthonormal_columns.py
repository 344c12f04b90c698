import torch


def projection_matrix(A):
    Q, _ = torch.linalg.qr(A)
    return Q @ Q.T
