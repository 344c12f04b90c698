HINT = {
    "en": "The others are zero but still there. Which shape was asked for?",
    "ko": "나머지 원소가 0이 되었을 뿐 그대로 남아 있습니다. 결과의 크기는 어떻게 되어야 하나요?",
}

import torch


def diagonal(a):
    return a * torch.eye(len(a), dtype=a.dtype, device=a.device)
