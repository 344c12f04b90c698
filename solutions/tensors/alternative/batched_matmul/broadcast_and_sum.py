def batched_matmul(a, b):
    return (a.unsqueeze(-1) * b.unsqueeze(-3)).sum(dim=-2)
