import torch


def scatter_rows(values, index, width):
    result = torch.zeros((values.shape[0], width)).to(values)
    for row, positions, target in zip(values, index, result):
        for value, position in zip(row, positions):
            target[position] = value
    return result
