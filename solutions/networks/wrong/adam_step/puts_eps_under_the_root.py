HINT = {
    "en": "Where does eps stand in the formula: under the root or beside it?",
    "ko": "식에서 엡실론은 근호 안에 있나요, 밖에 있나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat + eps).sqrt(), m, v
