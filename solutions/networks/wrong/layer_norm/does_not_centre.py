HINT = {
    "en": "Adding the same number to all features must not change the result. Is the mean subtracted?",
    "ko": "모든 특성에 같은 수를 더해도 결과는 그대로여야 합니다. 평균을 뺐나요?",
}

import torch


def layer_norm(x, gamma, beta, eps):
    mean = x.mean(dim=-1, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return gamma * x / torch.sqrt(var + eps) + beta
