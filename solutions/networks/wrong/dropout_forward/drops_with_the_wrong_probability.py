HINT = {
    "en": "Count how many elements you drop for p = 0.25. Is it a quarter or three quarters?",
    "ko": "p = 0.25일 때 버려지는 원소의 비율을 세어 보세요. 4분의 1인가요, 4분의 3인가요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) < p
    return x * mask / (1 - p)
