HINT = {
    "en": "The symbol of the polynomial may have another name. A Poly knows its own symbol: look at `fun.gen`.",
    "ko": "다항식의 문자는 x가 아닐 수도 있습니다. Poly는 자기 문자를 알고 있습니다. `fun.gen`을 살펴보세요.",
}

import sympy

x = sympy.symbols("x")


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff(x)
    val = float(init_point)
    slope = float(derivative.eval(val))
    while abs(slope) > epsilon:
        val = val - lr_rate * slope
        slope = float(derivative.eval(val))
    return val
