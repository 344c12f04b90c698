def batched_matmul(a, b):
    return a @ b
