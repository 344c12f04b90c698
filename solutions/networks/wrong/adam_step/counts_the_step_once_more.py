HINT = {
    "en": "`t` is already the number of this step, 1 for the first one. Which power of beta do you use?",
    "ko": "`t`는 이미 이번 단계의 번호이고, 첫 단계가 1입니다. 베타의 몇 제곱을 쓰고 있나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = t + 1
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat.sqrt() + eps), m, v
