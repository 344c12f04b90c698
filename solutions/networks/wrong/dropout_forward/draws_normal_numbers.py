HINT = {
    "en": "Count how many elements you drop. `randn` draws from a normal distribution: how likely is such a number to lie above p?",
    "ko": "버려지는 원소의 비율을 세어 보세요. `randn`은 정규분포에서 뽑습니다. 그 값이 p보다 클 확률은 얼마인가요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.randn_like(x) >= p
    return x * mask / (1 - p)
