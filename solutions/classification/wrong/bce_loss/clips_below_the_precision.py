HINT = {
    "en": "What is 1 - 1e-15 in float32? Print it with many digits.",
    "ko": "float32에서 1 - 1e-15는 얼마인가요? 소수점 아래를 길게 출력해 보세요.",
}

import torch


def bce_loss(p, y):
    p = torch.clip(p, 1e-15, 1 - 1e-15)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
