HINT = {
    "en": "Print the value of f after each step. Does it fall?",
    "ko": "한 걸음마다 f의 값을 출력해 보세요. 값이 줄어드나요?",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    for _ in range(20):
        slope = (f(point + h) - f(point)) / h
        if abs(slope) <= epsilon:
            break
        point = point + lr_rate * slope
    return point
