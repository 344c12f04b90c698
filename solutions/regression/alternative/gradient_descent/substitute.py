import sympy as sym


def func_gradient(fun, val):
    function = sym.diff(fun)
    return function.subs(fun.gen, val), function


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    val = init_point
    while True:
        diff, _ = func_gradient(fun, val)
        if abs(diff) <= epsilon:
            return val
        val = val - lr_rate * diff
