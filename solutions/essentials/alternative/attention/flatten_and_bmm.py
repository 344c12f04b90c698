import math

import torch


def attention(query, key, value, mask=None):
    leading = query.shape[:-2]
    n_query, d_k = query.shape[-2:]
    n_key, d_v = value.shape[-2:]
    q = query.reshape(-1, n_query, d_k)
    k = key.reshape(-1, n_key, d_k)
    v = value.reshape(-1, n_key, d_v)

    scores = torch.bmm(q, k.permute(0, 2, 1)) / math.sqrt(d_k)
    if mask is not None:
        full = mask.expand(*leading, n_query, n_key).reshape(-1, n_query, n_key)
        bias = torch.zeros_like(scores).masked_fill(~full, float("-inf"))
        weights = torch.softmax(scores + bias, dim=2)
        weights = torch.where(full.any(dim=2, keepdim=True), weights, torch.zeros_like(weights))
    else:
        weights = torch.softmax(scores, dim=2)

    output = torch.bmm(weights, v)
    return output.reshape(*leading, n_query, d_v), weights.reshape(*leading, n_query, n_key)
