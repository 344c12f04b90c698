HINT = {
    "en": "Over which dimension do you look for the largest score? There should be one prediction for each sample.",
    "ko": "가장 큰 점수를 어느 차원에서 찾고 있나요? 예측은 표본마다 하나씩 나와야 합니다.",
}


def accuracy(outputs, targets):
    targets = targets.flatten()
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        best = outputs.argmax(dim=0)
        return sum(float(int(b) == int(t)) for b, t in zip(best, targets)) / len(targets)
    return ((outputs.flatten() > 0.5) == targets).float().mean()
