HINT = {
    "en": "Some courses put the learning rate and the minus into the velocity. Here the velocity is made of gradients only.",
    "ko": "학습률과 뺄셈을 속도 안에 넣는 강의도 있지만, 이 문제의 속도는 기울기만 모은 값입니다.",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * grad
    return weight + velocity, velocity
