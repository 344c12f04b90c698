HINT = {
    "en": "You average the probabilities of the right classes. What does the formula take of them first?",
    "ko": "정답 클래스의 확률을 그대로 평균하고 있습니다. 식에서는 그 확률에 먼저 무엇을 취하나요?",
}


def bce_loss(p, y):
    return -(y * p + (1 - y) * (1 - p)).mean()
