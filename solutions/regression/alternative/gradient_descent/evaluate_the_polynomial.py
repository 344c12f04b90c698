def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    slope = fun.diff()
    x = float(init_point)
    g = float(slope.eval(x))
    while not -epsilon <= g <= epsilon:
        x -= lr_rate * g
        g = float(slope.eval(x))
    return x
