import torch.nn.functional as F


def cross_entropy(logits, targets):
    y = F.one_hot(targets, num_classes=logits.shape[1]).to(logits.dtype)
    return (y * -F.log_softmax(logits, dim=1)).sum(dim=1).mean()
