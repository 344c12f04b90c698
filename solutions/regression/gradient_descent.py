import sympy


def gradient_descent(fun: sympy.Poly, init_point: float, lr_rate: float = 1e-2, epsilon: float = 1e-5) -> float:
    """Gradient descent (경사하강법) on a polynomial whose derivative sympy finds.

    Args:
        fun: a polynomial in one symbol, which may have any name.
        init_point: where the descent starts, a number.
        lr_rate: the learning rate, greater than 0.
        epsilon: the descent ends at the first point where the slope is at most epsilon in absolute value.

    Returns:
        That point, a Python float or a sympy number. A start whose slope is small enough is returned as it is.

    >>> x = sympy.Symbol("x")
    >>> round(float(gradient_descent(sympy.Poly(x**2 - 6 * x), init_point=10.0)), 3)
    3.0
    """
    ### BEGIN SOLUTION
    derivative = sympy.lambdify(fun.gen, fun.diff().as_expr())  # as a function of plain numbers, which is quick
    point = init_point
    while abs(derivative(point)) > epsilon:
        point = point - lr_rate * derivative(point)
    return point
    ### END SOLUTION
