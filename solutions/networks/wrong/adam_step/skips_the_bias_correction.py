HINT = {
    "en": "m and v start as zeros. What is missing that makes the first steps large enough?",
    "ko": "m과 v는 0에서 시작합니다. 처음 몇 단계를 제 크기로 만드는 무엇이 빠졌나요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    return weight - learning_rate * m / (v.sqrt() + eps), m, v
