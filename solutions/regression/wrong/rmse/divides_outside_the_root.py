HINT = {
    "en": "The division by N belongs to the mean. Is your mean inside or outside the root?",
    "ko": "N으로 나누는 것은 평균을 내는 과정입니다. 평균이 제곱근 안에 있나요, 밖에 있나요?",
}

import torch


def rmse(prediction, target):
    return torch.sqrt(((prediction - target) ** 2).sum()) / prediction.numel()
