import torch


def stack_as_unsqueeze_cat(tensors, dim):
    rank = tensors[0].ndim
    dim = dim % (rank + 1)
    index = (slice(None),) * dim + (None,)
    return torch.concatenate([t[index] for t in tensors], dim)
