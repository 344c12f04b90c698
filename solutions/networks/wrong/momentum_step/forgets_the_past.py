HINT = {
    "en": "Without the old velocity this is plain gradient descent. What should `momentum` do?",
    "ko": "이전 속도를 쓰지 않으면 보통의 경사하강법입니다. `momentum`은 무슨 일을 하나요?",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity = grad.clone()
    return weight - learning_rate * velocity, velocity
