HINT = {
    "en": "You return an error in the unit of the data. Is the root part of the name MSE?",
    "ko": "자료와 단위가 같은 오차를 반환했습니다. MSE라는 이름에 제곱근이 들어 있나요?",
}

import torch


def mse(prediction, target):
    if prediction.shape != target.shape:
        raise ValueError("different shapes")
    return torch.sqrt(((prediction - target) ** 2).mean())
