HINT = {
    "en": "You standardize each sample by itself. Along which dimension do the values of one feature lie?",
    "ko": "표본마다 따로 표준화했습니다. 한 특성의 값들은 어느 차원을 따라 놓여 있나요?",
}

import torch


def standardize(x):
    std = x.std(dim=1, keepdim=True, correction=0)
    return (x - x.mean(dim=1, keepdim=True)) / torch.where(std == 0, torch.ones_like(std), std)
