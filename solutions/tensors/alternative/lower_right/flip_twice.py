def lower_right(t, k):
    return t.flip(0, 1)[:k, :k].flip(0, 1)
