HINT = {
    "en": "The values are right, but no gradient reaches query and key. Where does the graph end?",
    "ko": "값은 맞지만 쿼리와 키까지 기울기가 전달되지 않습니다. 계산 그래프가 어디에서 끊기나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    with torch.no_grad():
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
        if mask is None:
            weights = torch.softmax(scores, dim=-1)
        else:
            weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
            weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights
