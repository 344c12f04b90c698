HINT = {
    "en": "Your function never looks at `fun`. It works for the polynomial of your notebook only.",
    "ko": "인수 `fun`을 쓰지 않았습니다. 노트북에 정의해 둔 다항식에서만 맞습니다.",
}

import sympy

x = sympy.symbols("x")
func = sympy.poly(x**2 - 6 * x)


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    slope = sympy.lambdify(x, sympy.diff(func.as_expr(), x))
    val = init_point
    while abs(slope(val)) > epsilon:
        val = val - lr_rate * slope(val)
    return val
