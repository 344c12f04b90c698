HINT = {
    "en": "This is how low the minimum is. Asked for is where it lies.",
    "ko": "이것은 최솟값입니다. 구해야 하는 것은 최소가 되는 위치입니다.",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    slope = float(derivative.eval(point))
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = float(derivative.eval(point))
    return float(fun.eval(point))
