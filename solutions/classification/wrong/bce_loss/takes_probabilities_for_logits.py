HINT = {
    "en": "p is a probability already. Which function do you apply to it a second time?",
    "ko": "p는 이미 확률입니다. 어떤 함수를 한 번 더 취하고 있지 않나요?",
}

import torch


def bce_loss(p, y):
    q = torch.sigmoid(p)
    return -(y * torch.log(q) + (1 - y) * torch.log(1 - q)).mean()
