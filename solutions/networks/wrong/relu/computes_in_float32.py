HINT = {
    "en": "Look at the dtype of your result when x is float64.",
    "ko": "x가 float64일 때 결과의 dtype을 확인해 보세요.",
}

import torch


def relu(x):
    return torch.clamp(x.float(), min=0)
