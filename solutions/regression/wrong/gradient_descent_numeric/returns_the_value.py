HINT = {
    "en": "The lowest value is there. Asked for is the point where f takes it.",
    "ko": "가장 작은 함숫값을 반환했습니다. 구해야 하는 것은 f가 그 값을 갖는 위치입니다.",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return f(point)
