HINT = {
    "en": "Adding 0 or 1 to a score only nudges it. A forbidden key must get the weight 0.",
    "ko": "점수에 0이나 1을 더하는 것만으로는 조금 달라질 뿐입니다. 금지된 키의 가중치는 0이어야 합니다.",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if mask is not None:
        scores = scores + mask
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights
