HINT = {
    "en": "Positive and negative errors have cancelled before the absolute value is taken. Which comes first?",
    "ko": "절댓값을 취하기 전에 양의 오차와 음의 오차가 이미 지워졌습니다. 무엇을 먼저 해야 하나요?",
}


def l1_norm(prediction, target):
    return (prediction - target).mean().abs()
