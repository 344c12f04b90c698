HINT = {
    "en": "In your result the classes lie along the first dimension. Along which one should they lie?",
    "ko": "클래스가 첫 번째 차원을 따라 놓였습니다. 어느 차원을 따라 놓여야 하나요?",
}

import torch


def one_hot(labels, num_classes):
    return torch.stack([(labels == c).long() for c in range(num_classes)])
