HINT = {
    "en": "To the left of a minimum the slope is negative, and your loop ends before it begins.",
    "ko": "최소점의 왼쪽에서는 기울기가 음수라서 반복문이 시작하기도 전에 끝납니다.",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while slope > epsilon:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return point
