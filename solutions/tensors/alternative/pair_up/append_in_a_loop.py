def pair_up(xs, ys):
    pairs = []
    for x, y in zip(xs, ys):
        pairs.append((x, y))
    return pairs
