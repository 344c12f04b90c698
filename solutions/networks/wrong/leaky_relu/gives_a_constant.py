HINT = {
    "en": "The slope multiplies x. Are -1 and -4 mapped to different values?",
    "ko": "기울기는 x에 곱해집니다. -1과 -4의 결과가 서로 다른가요?",
}

import torch


def leaky_relu(x, negative_slope=0.01):
    return torch.where(x > 0, x, torch.full_like(x, -negative_slope))
