HINT = {
    "en": "Which class has the label 0? In Python the index -1 is the last one.",
    "ko": "레이블 0은 몇 번째 클래스인가요? 파이썬에서 인덱스 -1은 마지막 원소입니다.",
}

import torch


def one_hot(labels, num_classes):
    return torch.eye(num_classes, device=labels.device)[labels - 1]
