HINT = {
    "en": "The model lies on the device. Where do the minibatches lie that the loader gives you?",
    "ko": "모델은 device에 있습니다. 로더가 주는 미니배치는 어디에 있나요?",
}

import torch


def evaluate(model, loader, device):
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for x, y in loader:
            right += (model(x).argmax(dim=1) == y).sum().item()
            count += len(y)
    return right / count
