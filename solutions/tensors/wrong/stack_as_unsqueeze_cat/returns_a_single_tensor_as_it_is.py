HINT = {
    "en": "A stack of one tensor has a new dimension too, of size 1.",
    "ko": "텐서 하나를 쌓아도 크기가 1인 새 차원이 생깁니다.",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    result = tensors[0].unsqueeze(dim) if len(tensors) > 1 else tensors[0]
    for t in tensors[1:]:
        result = torch.cat([result, t.unsqueeze(dim)], dim=dim)
    return result
