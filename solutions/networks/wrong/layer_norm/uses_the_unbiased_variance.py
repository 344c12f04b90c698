HINT = {
    "en": "`x.var()` and `x.std()` divide by D - 1. By what does the statement divide?",
    "ko": "`x.var()`와 `x.std()`는 D - 1로 나눕니다. 문제에서는 무엇으로 나누나요?",
}

import torch


def layer_norm(x, gamma, beta, eps):
    x_hat = (x - x.mean(dim=-1, keepdim=True)) / torch.sqrt(x.var(dim=-1, keepdim=True) + eps)
    return gamma * x_hat + beta
