HINT = {
    "en": "Call it twice: are the same elements dropped? A seed belongs outside of the function.",
    "ko": "두 번 호출해 보세요. 같은 원소가 버려지지는 않나요? 시드는 함수 밖에서 정해야 합니다.",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        torch.manual_seed(0)
        mask = torch.rand_like(x) >= p
    return x * mask / (1 - p)
