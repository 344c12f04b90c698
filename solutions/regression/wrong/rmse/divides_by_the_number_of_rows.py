HINT = {
    "en": "For a table of predictions `len` gives the rows only. The mean goes over all elements.",
    "ko": "예측값이 행렬이면 `len`은 행의 개수만 알려 줍니다. 평균은 모든 원소에 대해 냅니다.",
}

import torch


def rmse(prediction, target):
    return torch.sqrt(((prediction - target) ** 2).sum() / len(prediction))
