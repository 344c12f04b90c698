def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    coefficients = [float(c) for c in fun.all_coeffs()]
    degree = len(coefficients) - 1
    derivative = [c * (degree - i) for i, c in enumerate(coefficients[:-1])]

    def slope_at(x):
        value = 0.0
        for c in derivative:
            value = value * x + c
        return value

    x = init_point
    slope = slope_at(x)
    while slope * slope > epsilon * epsilon:
        x = x - lr_rate * slope
        slope = slope_at(x)
    return x
