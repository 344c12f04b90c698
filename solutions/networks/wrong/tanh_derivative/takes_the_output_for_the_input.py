HINT = {
    "en": "x is what goes into tanh. In 1 - f^2, what is f?",
    "ko": "x는 tanh에 들어가는 값입니다. 1 - f^2에서 f는 무엇인가요?",
}


def tanh_derivative(x):
    return 1 - x**2
