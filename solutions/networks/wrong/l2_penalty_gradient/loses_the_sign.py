HINT = {
    "en": "A negative weight must be pulled up towards 0. Which sign has the gradient there?",
    "ko": "음수인 가중치는 0을 향해 위로 당겨져야 합니다. 그곳에서 기울기의 부호는 무엇인가요?",
}


def l2_penalty_gradient(weight, strength):
    return 2 * strength * weight.abs()
