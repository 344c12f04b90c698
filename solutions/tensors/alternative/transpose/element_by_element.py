import torch


def transpose(a):
    n, m = a.shape
    result = torch.empty((m, n), dtype=a.dtype, device=a.device)
    for i in range(n):
        for j in range(m):
            result[j, i] = a[i, j]
    return result
