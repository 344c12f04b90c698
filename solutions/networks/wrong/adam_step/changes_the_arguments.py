HINT = {
    "en": "Print m and v before and after the call. `mul_` and `add_` write into the caller's tensors.",
    "ko": "호출 전과 후의 m과 v를 출력해 보세요. `mul_`과 `add_`는 호출한 쪽의 텐서에 씁니다.",
}


def adam_step(weight, grad, m, v, t, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m.mul_(beta1).add_(grad, alpha=1 - beta1)
    v.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat.sqrt() + eps), m, v
