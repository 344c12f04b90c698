HINT = {
    "en": "In which order are the two results asked for?",
    "ko": "두 결과를 어떤 순서로 반환해야 하나요?",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity = momentum * velocity + grad
    return velocity, weight - learning_rate * velocity
