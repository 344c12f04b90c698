HINT = {
    "en": "Your loss grows with the number of samples. Is a sum or a mean asked for?",
    "ko": "표본이 많아지면 손실도 커집니다. 구해야 하는 것은 합인가요, 평균인가요?",
}

import torch


def bce_loss(p, y):
    p = p.clamp(1e-7, 1 - 1e-7)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).sum()
