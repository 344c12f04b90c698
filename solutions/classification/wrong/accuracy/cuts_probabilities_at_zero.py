HINT = {
    "en": "Zero is the boundary for scores before the sigmoid. Where is it for probabilities?",
    "ko": "0은 시그모이드를 취하기 전 점수의 경계입니다. 확률에서는 경계가 어디인가요?",
}


def accuracy(outputs, targets):
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        predicted = outputs.argmax(dim=1)
    else:
        predicted = outputs.flatten() > 0
    return (predicted == targets.flatten()).float().mean()
