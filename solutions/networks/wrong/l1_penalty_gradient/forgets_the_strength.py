HINT = {
    "en": "Make the penalty ten times as strong. Does your gradient notice?",
    "ko": "규제를 열 배로 강하게 해 보세요. 기울기가 달라지나요?",
}


def l1_penalty_gradient(weight, strength):
    return weight.sign()
