import torch


def keep_greater(t, threshold):
    return torch.masked_select(t, torch.gt(t, threshold))
