HINT = {
    "en": "`backward()` adds to what is already in `.grad`. What will the next round start with?",
    "ko": "`backward()`는 `.grad`에 이미 있는 값에 더합니다. 다음 번 계산은 어떤 값에서 시작하게 될까요?",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            t.data -= learning_rate * t.grad
