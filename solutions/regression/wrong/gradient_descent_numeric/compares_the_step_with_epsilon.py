HINT = {
    "en": "You compare the step, learning rate times slope, with epsilon. The text speaks of the slope alone.",
    "ko": "학습률과 기울기를 곱한 걸음을 epsilon과 비교했습니다. 본문에서는 기울기만 비교합니다.",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    step = lr_rate * (f(point + h) - f(point)) / h
    while abs(step) > epsilon:
        point = point - step
        step = lr_rate * (f(point + h) - f(point)) / h
    return point
