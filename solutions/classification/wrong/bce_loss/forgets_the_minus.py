HINT = {
    "en": "A loss is small for good predictions and large for bad ones. Which sign has the logarithm of a probability?",
    "ko": "손실은 예측이 좋으면 작고 나쁘면 커야 합니다. 확률에 로그를 취하면 부호가 어떻게 되나요?",
}

import torch


def bce_loss(p, y):
    p = p.clamp(1e-7, 1 - 1e-7)
    return (y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
