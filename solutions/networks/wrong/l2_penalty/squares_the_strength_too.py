HINT = {
    "en": "Double the strength: how much should the penalty grow? Look at what stands inside the square.",
    "ko": "강도를 두 배로 하면 규제항은 몇 배가 되어야 하나요? 제곱 안에 무엇이 들어 있는지 보세요.",
}


def l2_penalty(weight, strength):
    return ((strength * weight) ** 2).sum()
