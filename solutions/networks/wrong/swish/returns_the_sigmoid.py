HINT = {
    "en": "This is the gate alone. What does it multiply?",
    "ko": "이것은 게이트뿐입니다. 무엇에 곱해야 하나요?",
}

import torch


def swish(x):
    return torch.sigmoid(x)
