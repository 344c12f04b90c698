HINT = {
    "en": "What is the penalty of the two weights 5 and -5? They must not cancel each other.",
    "ko": "가중치 5와 -5의 규제항은 얼마인가요? 서로 지워져서는 안 됩니다.",
}


def l1_penalty(weight, strength):
    return strength * weight.sum()
