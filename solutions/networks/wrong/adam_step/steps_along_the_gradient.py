HINT = {
    "en": "What is m for, if the step does not use it?",
    "ko": "갱신할 때 쓰지 않는다면 m은 왜 구하나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * grad / (v_hat.sqrt() + eps), m, v
