HINT = {
    "en": "The caller still needs the tensors that were passed in. Does one of your lines change them?",
    "ko": "인수로 받은 텐서는 호출한 쪽에서 계속 쓰입니다. 그 텐서를 바꾸는 줄이 있나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    query /= math.sqrt(query.shape[-1])
    scores = query @ key.transpose(-2, -1)
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights
