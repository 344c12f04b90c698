HINT = {
    "en": "The shape is right but the elements are in other places. `reshape` does not move an axis.",
    "ko": "크기는 맞지만 원소의 위치가 다릅니다. `reshape`는 축을 옮기지 않습니다.",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    shape = list(tensors[0].shape)
    shape.insert(dim if dim >= 0 else dim + len(shape) + 1, len(tensors))
    return torch.cat([t.flatten() for t in tensors]).reshape(shape)
