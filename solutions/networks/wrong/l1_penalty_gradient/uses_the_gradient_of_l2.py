HINT = {
    "en": "Does a large weight feel a larger pull than a small one? That would be the L2 penalty.",
    "ko": "큰 가중치가 작은 가중치보다 더 세게 당겨지나요? 그것은 L2 규제항입니다.",
}


def l1_penalty_gradient(weight, strength):
    return 2 * strength * weight
