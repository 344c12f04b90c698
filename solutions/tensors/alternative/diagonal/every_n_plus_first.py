def diagonal(a):
    n = a.size(0)
    return a.flatten()[:: n + 1]
