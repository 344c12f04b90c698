def least_squares(x, y):
    n = 0
    sum_x = sum_y = sum_xx = sum_xy = 0.0
    for xi, yi in zip(x.tolist(), y.tolist()):
        n += 1
        sum_x += xi
        sum_y += yi
        sum_xx += xi * xi
        sum_xy += xi * yi
    m = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x**2)
    b = (sum_y - m * sum_x) / n
    return m, b
