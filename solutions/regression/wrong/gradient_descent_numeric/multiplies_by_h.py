HINT = {
    "en": "`a / 2 * h` is not a / (2 h). How large is your slope at the start, and how large is it on paper?",
    "ko": "`a / 2 * h`는 a / (2h)가 아닙니다. 출발점의 기울기가 종이에 계산한 값과 같은가요?",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point - h)) / 2 * h
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point - h)) / 2 * h
    return point
