HINT = {
    "en": "The slope points uphill. Which sign takes you down?",
    "ko": "기울기는 올라가는 쪽을 가리킵니다. 내려가려면 부호가 무엇이어야 하나요?",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    for _ in range(20):
        slope = float(derivative.eval(point))
        if abs(slope) <= epsilon:
            break
        point = point + lr_rate * slope
    return point
