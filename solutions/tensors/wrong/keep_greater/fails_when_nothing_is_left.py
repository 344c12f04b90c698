HINT = {
    "en": "What does your function do when no element is greater?",
    "ko": "기준값보다 큰 원소가 하나도 없으면 어떻게 되나요?",
}

import torch


def keep_greater(t, threshold):
    return torch.stack([element for element in t.flatten() if element > threshold])
