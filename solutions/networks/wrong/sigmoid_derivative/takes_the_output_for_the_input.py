HINT = {
    "en": "x is what goes into the sigmoid. In s(1 - s), what is s?",
    "ko": "x는 시그모이드에 들어가는 값입니다. s(1 - s)에서 s는 무엇인가요?",
}


def sigmoid_derivative(x):
    return x * (1 - x)
