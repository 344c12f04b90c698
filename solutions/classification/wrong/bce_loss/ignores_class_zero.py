HINT = {
    "en": "What does a sample of class 0 add to your loss?",
    "ko": "클래스가 0인 표본은 손실에 얼마를 더하나요?",
}

import torch


def bce_loss(p, y):
    return -(y * torch.log(p.clamp(min=1e-7))).mean()
