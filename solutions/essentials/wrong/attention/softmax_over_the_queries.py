HINT = {
    "en": "Add up one row of your weights. For one query, what should the weights of all keys add up to?",
    "ko": "가중치의 한 행을 더해 보세요. 쿼리 하나에 대한 모든 키의 가중치 합은 얼마여야 하나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-2)
    else:
        weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-2)
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights
