HINT = {
    "en": "`-=` on the tensor you were given moves the caller's start as well. Look at it after the call.",
    "ko": "받은 텐서에 `-=`를 쓰면 호출한 쪽의 출발점도 움직입니다. 호출한 뒤에 그 값을 살펴보세요.",
}


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while abs(slope) > epsilon:
        point -= lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return point
