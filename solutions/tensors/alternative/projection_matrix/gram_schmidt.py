import torch


def projection_matrix(A):
    m = A.shape[0]
    P = torch.zeros(m, m, dtype=A.dtype, device=A.device)
    for a in A.T:
        rest = a - P @ a
        P = P + torch.outer(rest, rest) / rest.dot(rest)
    return P
