HINT = {
    "en": "v is the running mean of the squared gradients. Which number do you square?",
    "ko": "v는 기울기의 제곱을 평균한 값입니다. 지금은 무엇을 제곱하고 있나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * m**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat.sqrt() + eps), m, v
