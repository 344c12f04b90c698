HINT = {
    "en": "For large x the function should be x itself. By which factor is yours too large?",
    "ko": "x가 크면 함수값은 x 자신이어야 합니다. 여러분의 값은 몇 배나 큰가요?",
}

import torch


def hard_swish(x):
    return x * torch.clamp(x + 3, 0, 6)
