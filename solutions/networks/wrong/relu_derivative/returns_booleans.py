HINT = {
    "en": "True and False are no numbers that a gradient can be made of. Look at the dtype of your result.",
    "ko": "True와 False는 기울기로 쓸 수 있는 수가 아닙니다. 결과의 dtype을 확인해 보세요.",
}


def relu_derivative(x):
    return x > 0
