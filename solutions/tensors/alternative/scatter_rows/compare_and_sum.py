import torch


def scatter_rows(values, index, width):
    positions = torch.arange(width, device=index.device)
    hits = index.unsqueeze(-1) == positions  # (N, K, width)
    return (values.unsqueeze(-1) * hits).sum(dim=1)
