HINT = {
    "en": "The right places are marked. Which value belongs there?",
    "ko": "위치는 맞습니다. 그 자리에는 어떤 값이 와야 하나요?",
}

import torch


def one_hot(labels, num_classes):
    result = torch.zeros(*labels.shape, num_classes, dtype=labels.dtype, device=labels.device)
    return result.scatter(-1, labels.unsqueeze(-1), labels.unsqueeze(-1))
