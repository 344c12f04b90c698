HINT = {
    "en": "With long vectors your weights become too sharp. What stands under the fraction bar in the formula?",
    "ko": "벡터가 길어지면 가중치가 지나치게 한쪽으로 쏠립니다. 식의 분모에 무엇이 있나요?",
}

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1)
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        weights = torch.softmax(scores.masked_fill(~mask, float("-inf")), dim=-1)
        weights = weights.masked_fill(~mask, 0.0)
    return weights @ value, weights
