HINT = {
    "en": "The slope is 1 for every positive x, however small. What does your function make of 0.001?",
    "ko": "x가 아무리 작아도 양수이면 기울기는 1입니다. 여러분의 함수에 0.001을 넣으면 얼마가 나오나요?",
}


def relu_derivative(x):
    return x.round().clamp(0, 1)
