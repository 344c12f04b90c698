HINT = {
    "en": "What is the logarithm of 0, and what is 0 times that?",
    "ko": "0의 로그는 얼마이고, 거기에 0을 곱하면 얼마인가요?",
}

import torch


def bce_loss(p, y):
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
