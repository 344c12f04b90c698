HINT = {
    "en": "The statement asks for a number from 0 to 1. What is your largest possible result?",
    "ko": "설명에서는 0부터 1까지의 수를 구하라고 했습니다. 지금 나올 수 있는 가장 큰 값은 얼마인가요?",
}


def accuracy(outputs, targets):
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        predicted = outputs.argmax(dim=1)
    else:
        predicted = outputs.flatten() > 0.5
    return 100 * (predicted == targets.flatten()).float().mean()
