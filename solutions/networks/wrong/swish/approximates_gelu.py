HINT = {
    "en": "There is no factor in front of x inside the sigmoid: that would be an approximation of GELU.",
    "ko": "시그모이드 안의 x 앞에는 계수가 없습니다. 계수를 곱하면 GELU의 근사가 됩니다.",
}

import torch


def swish(x):
    return x * torch.sigmoid(1.702 * x)
