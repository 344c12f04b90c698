import torch


def batched_matmul(a, b):
    leading = torch.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    n, m = a.shape[-2:]
    p = b.shape[-1]
    left = a.expand(*leading, n, m).reshape(-1, n, m)
    right = b.expand(*leading, m, p).reshape(-1, m, p)
    products = [x.mm(y) for x, y in zip(left, right)]
    return torch.stack(products).reshape(*leading, n, p)
