HINT = {
    "en": "Libraries disagree about the mask. In this statement, what does True mean?",
    "ko": "마스크의 의미는 라이브러리마다 다릅니다. 이 문제에서 True는 무엇을 뜻하나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        weights = torch.softmax(scores.masked_fill(mask, float("-inf")), dim=-1)
        weights = weights.masked_fill(mask, 0.0)
    return weights @ value, weights
