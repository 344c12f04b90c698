HINT = {
    "en": "How many right predictions is not what share of them is right. What range should the result have?",
    "ko": "맞힌 개수와 맞힌 비율은 다릅니다. 결과는 어떤 범위에 있어야 하나요?",
}


def accuracy(outputs, targets):
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        predicted = outputs.argmax(dim=1)
    else:
        predicted = outputs.flatten() > 0.5
    return (predicted == targets.flatten()).float().sum()
