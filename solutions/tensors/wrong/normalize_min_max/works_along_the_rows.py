HINT = {
    "en": "You scale each sample by itself. Along which dimension do the values of one feature lie?",
    "ko": "표본마다 따로 정규화했습니다. 한 특성의 값들은 어느 차원을 따라 놓여 있나요?",
}

import torch


def normalize_min_max(x):
    low = x.min(dim=1, keepdim=True).values
    span = x.max(dim=1, keepdim=True).values - low
    return (x - low) / torch.where(span == 0, torch.ones_like(span), span)
