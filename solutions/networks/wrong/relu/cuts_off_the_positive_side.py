HINT = {
    "en": "Which side does your function let through? Try it on -1 and on 1.",
    "ko": "어느 쪽 값이 그대로 나오나요? -1과 1을 넣어 보세요.",
}

import torch


def relu(x):
    return torch.clamp(x, max=0)
