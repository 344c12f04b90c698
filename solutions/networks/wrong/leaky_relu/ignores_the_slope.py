HINT = {
    "en": "Call it with another negative_slope. Does anything change?",
    "ko": "negative_slope를 다른 값으로 바꾸어 호출해 보세요. 결과가 달라지나요?",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.where(x > 0, x, 0.01 * x)
