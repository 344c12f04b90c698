HINT = {
    "en": "Print the arguments before and after the call. `*=` and `-=` write into the caller's tensors.",
    "ko": "호출 전과 후의 인수를 출력해 보세요. `*=`와 `-=`는 호출한 쪽의 텐서에 씁니다.",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity *= momentum
    velocity += grad
    weight -= learning_rate * velocity
    return weight, velocity
