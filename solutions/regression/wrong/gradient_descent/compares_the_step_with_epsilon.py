HINT = {
    "en": "You stop when the step is small. With a small learning rate every step is small; the text speaks of the slope.",
    "ko": "걸음이 작아지면 멈추고 있습니다. 학습률이 작으면 걸음은 늘 작습니다. 본문에서 말하는 것은 기울기입니다.",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    step = lr_rate * float(derivative.eval(point))
    while abs(step) > epsilon:
        point = point - step
        step = lr_rate * float(derivative.eval(point))
    return point
