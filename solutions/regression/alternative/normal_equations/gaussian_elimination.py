import torch


def normal_equations(X, y):
    A = torch.einsum("ni,nj->ij", X, X)
    c = torch.einsum("ni,n->i", X, y)
    D = len(c)
    M = torch.cat([A, c.reshape(D, 1)], dim=1)
    for i in range(D):
        M[i] = M[i] / M[i, i].clone()  # positive: the matrix is positive definite
        for j in range(D):
            if j != i:
                M[j] = M[j] - M[j, i] * M[i]
    return M[:, D]
