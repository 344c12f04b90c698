import torch


def stack_as_unsqueeze_cat(tensors, dim):
    in_a_row = torch.cat([t.reshape(-1) for t in tensors])
    return in_a_row.reshape(len(tensors), *tensors[0].shape).movedim(0, dim)
