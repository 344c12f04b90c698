HINT = {
    "en": "An index that stands left of the arrow only is summed over. What must stand to its right?",
    "ko": "화살표 왼쪽에만 있는 첨자는 더해져 사라집니다. 오른쪽에는 무엇이 있어야 하나요?",
}

import torch


def diagonal(a):
    return torch.einsum("ii", a)
