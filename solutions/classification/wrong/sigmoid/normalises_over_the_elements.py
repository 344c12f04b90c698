HINT = {
    "en": "Every element has its own sigmoid. Why does yours change when another element does?",
    "ko": "시그모이드는 원소마다 따로 계산합니다. 다른 원소가 바뀌면 왜 결과가 함께 바뀌나요?",
}

import torch


def sigmoid(x):
    e = torch.exp(x - x.max())
    return e / e.sum()
