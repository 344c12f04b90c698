HINT = {
    "en": "`result[:, labels] = 1` marks these columns in every row. Each row has only one label.",
    "ko": "`result[:, labels] = 1`은 모든 행에서 그 열들을 표시합니다. 한 행의 레이블은 하나뿐입니다.",
}

import torch


def one_hot(labels, num_classes):
    result = torch.zeros(labels.numel(), num_classes, device=labels.device)
    result[:, labels.flatten()] = 1
    return result.reshape(*labels.shape, num_classes)
