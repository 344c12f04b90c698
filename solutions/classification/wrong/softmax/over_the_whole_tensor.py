HINT = {
    "en": "Your result adds up to 1 altogether. Over which elements should it?",
    "ko": "결과 전체를 더하면 1이 됩니다. 어떤 원소들을 더했을 때 1이어야 하나요?",
}

import torch


def softmax(z, dim):
    e = torch.exp(z - z.max())
    return e / e.sum()
