HINT = {
    "en": "The correction is for this step only. What would the next step do to means that are corrected already?",
    "ko": "보정한 값은 이번 단계에서만 씁니다. 이미 보정한 평균을 다음 단계에서 다시 쓰면 어떻게 될까요?",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = (beta1 * m + (1 - beta1) * grad) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * grad**2) / (1 - beta2**t)
    return weight - learning_rate * m / (v.sqrt() + eps), m, v
