HINT = {
    "en": "When the caller asks for a coarse answer, the descent ends earlier. Where is epsilon used?",
    "ko": "대략적인 답이면 된다고 하면 더 일찍 끝나야 합니다. epsilon을 어디에서 쓰고 있나요?",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while abs(slope) > 1e-5:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return point
