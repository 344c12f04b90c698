HINT = {
    "en": "This is the other convention: `torch.std` divides by N - 1 unless told otherwise; here it is N.",
    "ko": "다른 약속을 썼습니다. `torch.std`는 따로 지정하지 않으면 N - 1로 나누지만, 여기서는 N으로 나눕니다.",
}

import torch


def standardize(x):
    if len(x) == 1:
        return torch.zeros_like(x)
    std = x.std(dim=0)
    std[std == 0] = 1
    return (x - x.mean(dim=0)) / std
