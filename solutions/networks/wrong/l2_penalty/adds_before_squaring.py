HINT = {
    "en": "The square of a sum is not the sum of the squares. What comes first?",
    "ko": "합의 제곱은 제곱의 합과 다릅니다. 무엇을 먼저 하나요?",
}


def l2_penalty(weight, strength):
    return strength * weight.sum() ** 2
