HINT = {
    "en": "In this statement, is an element kept or dropped where the mask is True?",
    "ko": "이 문제에서 마스크가 True인 원소는 남기나요, 버리나요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    dropped = mask if mask is not None else torch.rand_like(x) < p
    return x.masked_fill(dropped, 0.0) / (1 - p)
