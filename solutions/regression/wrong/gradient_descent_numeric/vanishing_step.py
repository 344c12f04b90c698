HINT = {
    "en": "With a width of 1e-50 both points are the same number in float64. What slope comes out?",
    "ko": "너비가 1e-50이면 float64에서 두 점이 같은 수가 됩니다. 기울기는 얼마로 나오나요?",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-50
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return point
