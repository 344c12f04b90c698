HINT = {
    "en": "Is every weight pulled equally hard? That would be the L1 penalty.",
    "ko": "모든 가중치가 똑같은 세기로 당겨지나요? 그것은 L1 규제항입니다.",
}


def l2_penalty_gradient(weight, strength):
    return strength * weight.sign()
