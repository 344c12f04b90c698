HINT = {
    "en": "The scores are sums over one particular dimension. Is that the one you scale by?",
    "ko": "점수는 어떤 한 차원에 대한 합입니다. 그 차원의 크기로 나누고 있나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(value.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights
