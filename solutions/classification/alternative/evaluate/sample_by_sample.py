import torch


def evaluate(model, loader, device):
    model.train(mode=False)
    torch.set_grad_enabled(False)
    hits = []
    for x, y in loader:
        scores = model(x.to(device))
        for row, label in zip(scores.tolist(), y.to(device).tolist()):
            hits.append(row.index(max(row)) == label)
    torch.set_grad_enabled(True)
    return hits.count(True) / len(hits)
