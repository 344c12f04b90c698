HINT = {
    "en": "The values are right, the gradient is not: mean and variance depend on x, and a gradient flows through them too.",
    "ko": "값은 맞지만 기울기가 다릅니다. 평균과 분산도 x로 계산하므로 기울기가 그쪽으로도 흐릅니다.",
}

import torch


def layer_norm(x, gamma, beta, eps):
    with torch.no_grad():
        mean = x.mean(dim=-1, keepdim=True)
        var = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
