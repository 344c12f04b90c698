HINT = {
    "en": "`exp` of a large number is infinite, and infinity divided by infinity is NaN. Can you write the derivative with the sigmoid itself?",
    "ko": "큰 수에 `exp`를 취하면 무한대가 되고, 무한대를 무한대로 나누면 NaN입니다. 시그모이드 자체를 써서 미분을 나타낼 수 있을까요?",
}

import torch


def sigmoid_derivative(x):
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2
