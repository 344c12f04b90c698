import torch


def l1_norm(prediction, target):
    gap = torch.maximum(prediction, target) - torch.minimum(prediction, target)
    return gap.sum() / torch.numel(gap)
