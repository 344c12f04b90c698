HINT = {
    "en": "For dim = -1 the new dimension is the last one of the result. How many dimensions does the result have?",
    "ko": "dim = -1이면 새 차원은 결과의 마지막 차원입니다. 결과의 차원은 몇 개인가요?",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    if dim < 0:
        dim += tensors[0].dim()
    return torch.cat([t.unsqueeze(dim) for t in tensors], dim=dim)
