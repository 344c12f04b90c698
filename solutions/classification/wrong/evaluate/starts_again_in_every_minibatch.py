HINT = {
    "en": "Where do you set your counters to zero, and how often does that line run?",
    "ko": "개수를 세는 변수를 어디에서 0으로 만드나요? 그 줄은 몇 번 실행되나요?",
}

import torch


def evaluate(model, loader, device):
    model.eval()
    with torch.no_grad():
        for batch in loader:
            right, count = 0, 0
            x, y = (t.to(device) for t in batch)
            right += (model(x).argmax(dim=1) == y).sum().item()
            count += len(y)
    return right / count
