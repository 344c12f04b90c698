def trace(a):
    n = a.size(0)
    return a.reshape(-1)[:: n + 1].sum()
