HINT = {
    "en": "This is the length of the error vector. It grows with the number of elements; should the error of a model do so?",
    "ko": "오차 벡터의 길이를 구했습니다. 원소가 많을수록 커지는데, 모델의 오차도 그래야 할까요?",
}

import torch


def rmse(prediction, target):
    return torch.sqrt(((prediction - target) ** 2).sum())
