HINT = {
    "en": "Squares belong to the L2 penalty. What does the L1 norm add up?",
    "ko": "제곱은 L2 규제항에 쓰입니다. L1 노름은 무엇을 더하나요?",
}


def l1_penalty(weight, strength):
    return strength * (weight**2).sum()
