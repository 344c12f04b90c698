HINT = {
    "en": "You took the number of samples for the number of classes. Which argument tells the width?",
    "ko": "표본의 개수를 클래스의 개수로 썼습니다. 벡터의 길이는 어느 인수가 정하나요?",
}

import torch


def one_hot(labels, num_classes):
    return torch.eye(labels.numel(), device=labels.device)[labels]
