HINT = {
    "en": "`exp` of a large score is infinite. Which number may be subtracted from a whole row without changing its softmax?",
    "ko": "큰 점수에 `exp`를 취하면 무한대가 됩니다. 한 행 전체에서 어떤 수를 빼도 소프트맥스가 그대로일까요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    exps = torch.exp(query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1]))
    if mask is not None:
        exps = exps * mask
    total = exps.sum(dim=-1, keepdim=True)
    weights = exps / torch.where(total == 0, torch.ones_like(total), total)
    return weights @ value, weights
