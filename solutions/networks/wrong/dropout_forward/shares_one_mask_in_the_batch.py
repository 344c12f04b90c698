HINT = {
    "en": "Compare two rows of your result: are the same columns dropped in both?",
    "ko": "결과의 두 행을 비교해 보세요. 두 행에서 같은 열이 버려지지는 않나요?",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand(x.shape[-1], device=x.device) >= p
    return x * mask / (1 - p)
