HINT = {
    "en": "What happens to an element must not depend on the other elements. Apply your function to [1, 2] and to [1, 20].",
    "ko": "한 원소의 결과가 다른 원소에 따라 달라져서는 안 됩니다. [1, 2]와 [1, 20]을 각각 넣어 보세요.",
}

import torch


def relu6(x):
    positive = torch.clamp(x, min=0)
    return positive * 6 / positive.max()
