HINT = {
    "en": "A generator such as `model.parameters()` can be walked through only once. What does your second loop see?",
    "ko": "`model.parameters()` 같은 제너레이터는 한 번만 순회할 수 있습니다. 두 번째 반복문에는 무엇이 남아 있을까요?",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            t.data -= learning_rate * t.grad
    for t in tensors:
        if t.grad is not None:
            t.grad.zero_()
