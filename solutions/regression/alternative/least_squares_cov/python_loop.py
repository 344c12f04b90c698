def mean(values):
    return sum(values) / len(values)


def cov(a, b):
    a_mean, b_mean = mean(a), mean(b)
    return mean([(p - a_mean) * (q - b_mean) for p, q in zip(a, b)])


def least_squares_cov(x, y):
    x, y = x.tolist(), y.tolist()
    m = cov(x, y) / cov(x, x)
    return m, mean(y) - m * mean(x)
