import torch


def one_hot(labels, num_classes):
    result = torch.zeros(*labels.shape, num_classes, device=labels.device)
    result.scatter_(-1, labels.unsqueeze(-1), 1.0)
    return result
