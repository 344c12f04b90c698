HINT = {
    "en": "Which step turns your tensor into a plain number? From a number no gradient flows back.",
    "ko": "어느 단계에서 텐서가 보통의 수로 바뀌나요? 수에서는 기울기가 되돌아가지 않습니다.",
}


def l2_penalty(weight, strength):
    return strength * (weight**2).sum().item()
