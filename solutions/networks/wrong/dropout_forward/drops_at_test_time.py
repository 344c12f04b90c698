HINT = {
    "en": "In mode `test` nothing is dropped. Do you look at mode at all?",
    "ko": "mode가 `test`이면 아무것도 버리지 않습니다. mode를 확인하고 있나요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mask is None:
        mask = torch.rand_like(x) >= p
    return x * mask / (1 - p)
