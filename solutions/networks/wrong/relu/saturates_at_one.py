HINT = {
    "en": "ReLU has no upper limit. What should 5 become?",
    "ko": "ReLU에는 위쪽 한계가 없습니다. 5는 무엇이 되어야 하나요?",
}

import torch


def relu(x):
    return torch.clamp(x, 0, 1)
