HINT = {
    "en": "An average would weight the new gradient with 1 - momentum. What does the formula of this statement weight it with?",
    "ko": "평균이라면 새 기울기에 1 - momentum을 곱하겠지만, 이 문제의 식에서는 무엇을 곱하나요?",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity = momentum * velocity + (1 - momentum) * grad
    return weight - learning_rate * velocity, velocity
