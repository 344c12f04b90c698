HINT = {
    "en": "Some weights are exactly 0. What does your formula compute there?",
    "ko": "정확히 0인 가중치도 있습니다. 그때 식은 무엇을 계산하나요?",
}


def l1_penalty_gradient(weight, strength):
    return strength * weight / weight.abs()
