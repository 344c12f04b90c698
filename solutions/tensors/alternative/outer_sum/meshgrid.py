import torch


def outer_sum(row, column):
    down, across = torch.meshgrid(column, row, indexing="ij")
    return down + across
