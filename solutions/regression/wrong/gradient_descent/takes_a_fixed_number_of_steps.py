HINT = {
    "en": "How many steps it takes depends on the start and on the learning rate. What tells you that you have arrived?",
    "ko": "몇 걸음이 필요한지는 출발점과 학습률에 따라 다릅니다. 도착한 것을 무엇으로 알 수 있나요?",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point = float(init_point)
    for _ in range(10):
        point = point - lr_rate * float(derivative.eval(point))
    return point
