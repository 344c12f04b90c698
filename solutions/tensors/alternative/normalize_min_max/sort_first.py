import torch


def normalize_min_max(x):
    ordered = torch.sort(x, dim=0).values
    shifted = x - ordered[0]
    return torch.nan_to_num(shifted / (ordered[-1] - ordered[0]), nan=0.0)
