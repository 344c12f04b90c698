def rowwise_dot(a, b):
    return (a * b).sum(dim=1)
