HINT = {
    "en": "`exp` of a large number is infinite, and infinity divided by infinity is NaN. Can the sigmoid be written with a single exponential?",
    "ko": "큰 수에 `exp`를 취하면 무한대가 되고, 무한대를 무한대로 나누면 NaN입니다. 시그모이드를 지수 하나로 쓸 수 있을까요?",
}

import torch


def swish(x):
    return x * torch.exp(x) / (1 + torch.exp(x))
