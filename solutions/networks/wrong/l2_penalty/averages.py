HINT = {
    "en": "Mean or sum? The penalty of a layer grows with the number of its weights.",
    "ko": "평균인가요, 합인가요? 층의 규제항은 가중치가 많을수록 커집니다.",
}


def l2_penalty(weight, strength):
    return strength * (weight**2).mean()
