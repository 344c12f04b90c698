HINT = {
    "en": "To the left of the minimum the slope is negative. Is a negative number greater than epsilon?",
    "ko": "최소점의 왼쪽에서는 기울기가 음수입니다. 음수가 epsilon보다 큰가요?",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    while derivative.eval(point) > epsilon:
        point = point - lr_rate * float(derivative.eval(point))
    return point
