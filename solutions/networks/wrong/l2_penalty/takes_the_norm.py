HINT = {
    "en": "That is the norm itself. What does the formula do with it?",
    "ko": "그것은 노름 자체입니다. 식에서는 노름을 어떻게 하나요?",
}


def l2_penalty(weight, strength):
    return strength * (weight**2).sum().sqrt()
