HINT = {
    "en": "You take the smallest and largest value of the whole tensor. Each feature has its own.",
    "ko": "텐서 전체의 최솟값과 최댓값을 썼습니다. 특성마다 따로 구해야 합니다.",
}

import torch


def normalize_min_max(x):
    span = x.max() - x.min()
    return (x - x.min()) / span if span > 0 else torch.zeros_like(x)
