def rowwise_dot(a, b):
    return (a.unsqueeze(1) @ b.unsqueeze(2)).squeeze(2).squeeze(1)
