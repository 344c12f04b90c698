HINT = {
    "en": "The batch has vanished: an index missing to the right of the arrow is summed over.",
    "ko": "배치가 사라졌습니다. 화살표 오른쪽에 없는 첨자는 더해져 사라집니다.",
}

import torch


def batched_matmul(a, b):
    return torch.einsum("...ij,...jk->ik", a, b.expand(*a.shape[:-2], *b.shape[-2:]))
