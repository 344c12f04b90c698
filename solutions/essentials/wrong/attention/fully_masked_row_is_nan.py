HINT = {
    "en": "What is the softmax of a row in which every score is minus infinity?",
    "ko": "모든 점수가 음의 무한대인 행에 소프트맥스를 취하면 어떤 값이 되나요?",
}

import math

import torch


def attention(query, key, value, mask=None):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ value, weights
