def numerical_diff(f, x):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    val = init_point.clone()
    while True:
        diff = numerical_diff(f, val)
        if diff.abs() <= epsilon:
            break
        val -= lr_rate * diff
    return val
