HINT = {
    "en": "That is Nesterov's variant, which adds the momentum once more. Compare it with the formula.",
    "ko": "모멘텀을 한 번 더 더하는 네스테로프 방식입니다. 식과 비교해 보세요.",
}


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    velocity = momentum * velocity + grad
    return weight - learning_rate * (grad + momentum * velocity), velocity
