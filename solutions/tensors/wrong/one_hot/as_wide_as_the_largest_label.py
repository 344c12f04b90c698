HINT = {
    "en": "Not every batch holds the last class. Which argument tells the width?",
    "ko": "마지막 클래스가 배치마다 들어 있는 것은 아닙니다. 벡터의 길이는 어느 인수가 정하나요?",
}

import torch


def one_hot(labels, num_classes):
    return torch.eye(int(labels.max()) + 1, device=labels.device)[labels]
