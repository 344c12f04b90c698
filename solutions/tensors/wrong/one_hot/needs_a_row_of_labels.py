HINT = {
    "en": "Labels may have any shape, such as (batch, time). What does `len(labels)` count then?",
    "ko": "레이블은 (배치, 시점)처럼 어떤 크기든 될 수 있습니다. 그때 `len(labels)`는 무엇을 세나요?",
}

import torch


def one_hot(labels, num_classes):
    result = torch.zeros(len(labels), num_classes, device=labels.device)
    result[torch.arange(len(labels), device=labels.device), labels] = 1
    return result
