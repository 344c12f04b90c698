HINT = {
    "en": "Those are the terms of the penalty itself. How does each of them change when its weight grows a little?",
    "ko": "그것은 규제항의 각 항입니다. 가중치가 조금 커지면 각 항은 얼마나 변하나요?",
}


def l1_penalty_gradient(weight, strength):
    return strength * weight.abs()
