HINT = {
    "en": "Each token has its own mean. Do tokens of one sentence share theirs in your function?",
    "ko": "토큰마다 평균이 따로 있습니다. 여러분의 함수에서는 한 문장의 토큰들이 같은 평균을 쓰지 않나요?",
}

import torch


def layer_norm(x, gamma, beta, eps):
    dims = tuple(range(x.dim()))[-2:]
    mean = x.mean(dim=dims, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=dims, keepdim=True)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
