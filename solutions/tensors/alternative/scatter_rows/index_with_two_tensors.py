import torch


def scatter_rows(values, index, width):
    n = torch.arange(values.size(0), device=values.device).unsqueeze(1)
    result = values.new_zeros(values.size(0), width)
    result[n, index] = values
    return result
