import torch


def stack_as_unsqueeze_cat(tensors, dim):
    first = tensors[0]
    if dim < 0:
        dim += first.dim() + 1
    shape = list(first.shape)
    shape.insert(dim, len(tensors))
    result = torch.empty(shape, dtype=first.dtype, device=first.device)
    for position, t in enumerate(tensors):
        result.select(dim, position).copy_(t)
    return result
