HINT = {
    "en": "This is the older kind of dropout. The inverted one scales in training, so that nothing is left to do in a test.",
    "ko": "이것은 예전 방식의 드롭아웃입니다. 역(inverted) 드롭아웃은 학습할 때 크기를 맞추므로 평가할 때는 할 일이 없습니다.",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x * (1 - p)
    if mask is None:
        mask = torch.rand_like(x) >= p
    return x * mask
