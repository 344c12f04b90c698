HINT = {
    "en": "v has the unit of a squared gradient. What brings it back to the unit of a gradient?",
    "ko": "v는 기울기를 제곱한 단위입니다. 무엇을 해야 기울기의 단위로 돌아오나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat + eps), m, v
