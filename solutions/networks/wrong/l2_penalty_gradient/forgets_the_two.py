HINT = {
    "en": "The penalty has no factor 1/2 here. What comes down when a square is differentiated?",
    "ko": "이 문제의 규제항에는 1/2이 없습니다. 제곱을 미분하면 무엇이 앞으로 내려오나요?",
}


def l2_penalty_gradient(weight, strength):
    return strength * weight
