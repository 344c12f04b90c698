HINT = {
    "en": "With a mask your rows no longer add up to 1. At which moment must the forbidden keys drop out?",
    "ko": "마스크를 쓰면 각 행의 합이 1이 되지 않습니다. 금지된 키는 어느 단계에서 빠져야 할까요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask
    return weights @ value, weights
