def trace(a):
    return sum(a[i, i] for i in range(len(a)))
