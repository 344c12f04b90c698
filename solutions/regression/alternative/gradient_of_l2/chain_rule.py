import torch


def gradient_of_l2(X, y, beta):
    r = X.mv(beta) - y
    of_square = 2 * torch.einsum("nd,n->d", X, r)
    # d sqrt(s) = ds / (2 sqrt(s)), with s the square
    length = torch.linalg.norm(r)
    of_norm = of_square / (2 * length)
    return torch.nan_to_num(of_norm), of_square
