import torch


def accuracy(outputs, targets):
    if outputs.numel() == targets.numel():
        p = outputs.view(-1, 1)
        outputs = torch.cat([1 - p, p], dim=1)
    _, best = torch.max(outputs, 1)
    return best.eq(targets.view(-1).long()).sum().item() / targets.numel()
