HINT = {
    "en": "Evaluate twice a model that has a dropout layer. Why do the two results differ?",
    "ko": "드롭아웃 층이 있는 모델을 두 번 평가해 보세요. 두 결과가 왜 다른가요?",
}

import torch


def evaluate(model, loader, device):
    right, count = 0, 0
    with torch.no_grad():
        for batch in loader:
            x, y = (t.to(device) for t in batch)
            right += (model(x).argmax(dim=1) == y).sum().item()
            count += len(y)
    return right / count
