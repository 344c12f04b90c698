HINT = {
    "en": "If a share p of the elements is dropped, how large is the sum of the others compared with before? What makes up for it?",
    "ko": "원소의 p만큼을 버리면 나머지의 합은 전과 비교해 얼마나 되나요? 무엇으로 보충해야 하나요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) >= p
    return x * mask
