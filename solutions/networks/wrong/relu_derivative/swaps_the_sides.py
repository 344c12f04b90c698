HINT = {
    "en": "On which side of 0 does ReLU rise?",
    "ko": "ReLU는 0의 어느 쪽에서 증가하나요?",
}


def relu_derivative(x):
    return (x < 0).to(x.dtype)
