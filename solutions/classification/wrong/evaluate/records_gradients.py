HINT = {
    "en": "Nothing is learnt here, yet autograd records every operation. How do you tell it not to?",
    "ko": "여기서는 학습하지 않는데도 autograd가 모든 연산을 기록하고 있습니다. 기록하지 않게 하려면 어떻게 하나요?",
}


def evaluate(model, loader, device):
    model.eval()
    right, count = 0, 0
    for batch in loader:
        x, y = (t.to(device) for t in batch)
        right += (model(x).argmax(dim=1) == y).sum().item()
        count += len(y)
    return right / count
