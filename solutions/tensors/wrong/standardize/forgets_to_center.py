HINT = {
    "en": "The spread is right. What is the mean of each column of your result?",
    "ko": "퍼진 정도는 맞습니다. 결과의 각 열의 평균은 얼마인가요?",
}

import torch


def standardize(x):
    std = x.std(dim=0, correction=0)
    return torch.where(std == 0, torch.zeros_like(x), x / std)
