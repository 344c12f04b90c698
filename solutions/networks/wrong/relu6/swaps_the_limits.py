HINT = {
    "en": "Look at the order of the arguments of `torch.clamp`: which one is the lower limit?",
    "ko": "`torch.clamp` 인수의 순서를 확인해 보세요. 어느 쪽이 아래쪽 한계인가요?",
}

import torch


def relu6(x):
    return torch.clamp(x, 6, 0)
