HINT = {
    "en": "`cat` lengthens a dimension that is there. Where does the new dimension come from?",
    "ko": "`cat`은 이미 있는 차원을 늘릴 뿐입니다. 새 차원은 어디에서 생기나요?",
}

import torch


def stack_as_unsqueeze_cat(tensors, dim):
    return torch.cat(list(tensors), dim=dim)
