HINT = {
    "en": "`torch.zeros` makes float32 unless told otherwise. Which dtype should the zeros have?",
    "ko": "`torch.zeros`는 따로 지정하지 않으면 float32입니다. 0을 어떤 dtype으로 만들어야 하나요?",
}

import torch


def scatter_rows(values, index, width):
    return torch.zeros(len(values), width, device=values.device).scatter_(1, index, values)
