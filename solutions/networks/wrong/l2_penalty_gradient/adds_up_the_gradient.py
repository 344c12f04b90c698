HINT = {
    "en": "Each weight has a gradient of its own. What shape has the gradient of a tensor?",
    "ko": "가중치마다 자기 기울기가 있습니다. 텐서의 기울기는 크기가 어떠한가요?",
}


def l2_penalty_gradient(weight, strength):
    return (2 * strength * weight).sum()
