import torch


def outer_sum(row, column):
    return torch.stack([c + row for c in column])
