HINT = {
    "en": "Which velocity moves the weight: the one before this gradient or the one after it?",
    "ko": "가중치를 움직이는 속도는 이번 기울기를 더하기 전의 값인가요, 더한 뒤의 값인가요?",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    new_weight = weight - learning_rate * velocity
    return new_weight, momentum * velocity + grad
