HINT = {
    "en": "Some libraries average over the weights. This statement asks for the sum.",
    "ko": "가중치의 평균을 쓰는 라이브러리도 있지만, 이 문제에서는 합을 구합니다.",
}


def l1_penalty(weight, strength):
    return strength * weight.abs().mean()
