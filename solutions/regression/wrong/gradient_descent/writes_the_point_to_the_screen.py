HINT = {
    "en": "Your function prints the point. What does the caller get?",
    "ko": "최소점을 출력하기만 합니다. 호출한 쪽은 무엇을 받나요?",
}


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    derivative = fun.diff()
    point, count = float(init_point), 0
    slope = float(derivative.eval(point))
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = float(derivative.eval(point))
        count += 1
    print(f"연산횟수: {count}, 최소점: {point}")
