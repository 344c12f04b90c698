HINT = {
    "en": "The caller decides how flat is flat enough. Is the argument epsilon used?",
    "ko": "얼마나 평평해야 멈출지는 호출하는 쪽에서 정합니다. 인수 epsilon을 쓰고 있나요?",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    slope = float(derivative.eval(point))
    while abs(slope) > 1e-5:
        point = point - lr_rate * slope
        slope = float(derivative.eval(point))
    return point
