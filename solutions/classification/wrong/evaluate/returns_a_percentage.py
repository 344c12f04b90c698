HINT = {
    "en": "The statement asks for a number from 0 to 1. In what range is yours?",
    "ko": "설명에서는 0부터 1까지의 수를 구하라고 했습니다. 결과는 어떤 범위에 있나요?",
}

import torch


def evaluate(model, loader, device):
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for batch in loader:
            x, y = (t.to(device) for t in batch)
            right += (model(x).argmax(dim=1) == y).sum().item()
            count += len(y)
    return 100 * right / count
