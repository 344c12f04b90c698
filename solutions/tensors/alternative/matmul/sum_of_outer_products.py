def matmul(a, b):
    total = 0
    for j in range(a.shape[1]):
        total = total + a[:, j : j + 1] * b[j : j + 1, :]
    return total
