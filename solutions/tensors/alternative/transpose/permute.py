def transpose(a):
    return a.permute(1, 0)
