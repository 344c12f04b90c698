import torch


def attention(query, key, value, mask=None):
    scores = query.matmul(key.mT) * query.shape[-1] ** -0.5
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    lowest = torch.finfo(scores.dtype).min
    scores = scores.masked_fill(mask.logical_not(), lowest)
    largest = scores.max(dim=-1, keepdim=True).values
    exps = torch.exp(scores - largest) * mask
    total = exps.sum(dim=-1, keepdim=True)
    weights = exps / torch.where(total == 0, torch.ones_like(total), total)
    return weights.matmul(value), weights
