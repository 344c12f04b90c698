HINT = {
    "en": "How many samples did you really see? Are all minibatches as long as the first?",
    "ko": "실제로 본 표본은 몇 개인가요? 모든 미니배치의 길이가 첫 번째와 같나요?",
}

import torch


def evaluate(model, loader, device):
    model.eval()
    right, size = 0, None
    batches = 0
    with torch.no_grad():
        for batch in loader:
            x, y = (t.to(device) for t in batch)
            size = size or len(x)
            batches += 1
            right += (model(x).argmax(dim=1) == y).sum().item()
    return right / (batches * size)
