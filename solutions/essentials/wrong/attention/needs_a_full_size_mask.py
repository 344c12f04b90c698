HINT = {
    "en": "The mask may be smaller than the scores and has to broadcast. Does indexing with it broadcast?",
    "ko": "마스크는 점수보다 작을 수 있고 브로드캐스팅되어야 합니다. 마스크로 인덱싱하면 브로드캐스팅이 되나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if mask is not None:
        scores[~mask] = -1e9
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights * mask
    return weights @ value, weights
