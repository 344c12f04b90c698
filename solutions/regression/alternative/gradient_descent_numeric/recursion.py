def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    slope = (f(init_point + 1e-6) - f(init_point)) / 1e-6
    if -epsilon <= slope <= epsilon:
        return init_point
    return gradient_descent_numeric(f, init_point - lr_rate * slope, lr_rate, epsilon)
