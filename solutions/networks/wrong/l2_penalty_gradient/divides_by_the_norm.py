HINT = {
    "en": "That is the gradient of the norm. The penalty is the square of the norm.",
    "ko": "그것은 노름의 기울기입니다. 규제항은 노름의 제곱입니다.",
}


def l2_penalty_gradient(weight, strength):
    return strength * weight / (weight**2).sum().sqrt()
