HINT = {
    "en": "Many courses put 1/2 in front, so that the gradient has no factor 2. This statement does not.",
    "ko": "기울기에서 2가 없어지도록 앞에 1/2을 곱하는 강의가 많지만, 이 문제에는 1/2이 없습니다.",
}


def l2_penalty(weight, strength):
    return 0.5 * strength * (weight**2).sum()
