HINT = {
    "en": "Some courses call p the probability to keep. Here p is the probability to drop.",
    "ko": "p를 남길 확률로 쓰는 강의도 있습니다. 여기서 p는 버릴 확률입니다.",
}

import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) < p
    return x * mask / p
