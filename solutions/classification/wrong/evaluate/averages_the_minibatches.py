HINT = {
    "en": "The last minibatch may be short. Do its samples count as much as all others in your mean?",
    "ko": "마지막 미니배치는 작을 수 있습니다. 평균에서 그 표본들의 비중이 다른 표본과 같은가요?",
}

import torch


def evaluate(model, loader, device):
    model.eval()
    shares = []
    with torch.no_grad():
        for batch in loader:
            x, y = (t.to(device) for t in batch)
            shares.append((model(x).argmax(dim=1) == y).float().mean().item())
    return sum(shares) / len(shares)
