HINT = {
    "en": "The right elements are kept, the factor is not right. The mean should stay the same: how many elements are left?",
    "ko": "남긴 원소는 맞지만 배율이 다릅니다. 평균이 그대로여야 합니다. 남은 원소의 비율은 얼마인가요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) >= p
    return x * mask / p
