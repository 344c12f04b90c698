import sympy


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    slope = sympy.lambdify(fun.gen, sympy.diff(fun.as_expr(), fun.gen))
    x = init_point
    while not -epsilon <= slope(x) <= epsilon:
        x -= lr_rate * slope(x)
    return x
