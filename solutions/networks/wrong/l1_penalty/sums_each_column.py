HINT = {
    "en": "For a weight of shape (3, 4) the penalty is one number. How many do you return?",
    "ko": "크기가 (3, 4)인 가중치의 규제항은 수 하나입니다. 몇 개를 반환하나요?",
}


def l1_penalty(weight, strength):
    return strength * abs(weight).sum(0)
