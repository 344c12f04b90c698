HINT = {
    "en": "That is already the weight after a step. What is asked is the gradient alone, and the argument stays as it is.",
    "ko": "그것은 이미 한 단계 갱신한 가중치입니다. 여기서는 기울기만 구하고, 인수는 그대로 두어야 합니다.",
}


def l2_penalty_gradient(weight, strength):
    weight.data -= 2 * strength * weight
    return weight
