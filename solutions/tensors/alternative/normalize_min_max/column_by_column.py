import torch


def normalize_min_max(x):
    columns = []
    for j in range(x.shape[1]):
        column = x[:, j]
        smallest, largest = column.min(), column.max()
        if smallest == largest:
            columns.append(torch.zeros_like(column))
        else:
            columns.append((column - smallest) / (largest - smallest))
    return torch.stack(columns, dim=1)
