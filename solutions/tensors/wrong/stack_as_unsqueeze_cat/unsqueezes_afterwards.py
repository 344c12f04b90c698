HINT = {
    "en": "After `cat` the tensors have already run together. What must each of them have before?",
    "ko": "`cat`을 하고 나면 이미 이어진 뒤입니다. 그 전에 각 텐서에 무엇이 있어야 하나요?",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    return torch.cat(list(tensors), dim=0).unsqueeze(dim)
