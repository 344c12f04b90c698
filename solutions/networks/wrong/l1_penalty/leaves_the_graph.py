HINT = {
    "en": "The penalty is part of the loss. Can `backward()` still find its way from your result to the weights?",
    "ko": "규제항은 손실의 일부입니다. 결과에서 시작한 `backward()`가 가중치까지 갈 수 있나요?",
}


def l1_penalty(weight, strength):
    return strength * weight.detach().abs().sum()
