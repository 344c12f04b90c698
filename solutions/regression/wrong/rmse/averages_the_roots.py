HINT = {
    "en": "The root of a square is just the absolute value. In which order do root, mean and square stand in the name?",
    "ko": "제곱에 바로 제곱근을 취하면 절댓값일 뿐입니다. 이름에서 제곱근, 평균, 제곱은 어떤 순서로 나오나요?",
}

import torch


def rmse(prediction, target):
    return torch.sqrt((prediction - target) ** 2).mean()
