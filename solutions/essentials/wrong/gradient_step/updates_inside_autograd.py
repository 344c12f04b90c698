HINT = {
    "en": "The update itself is not part of the loss, so autograd must not record it.",
    "ko": "갱신은 손실 계산의 일부가 아니므로 자동 미분이 기록해서는 안 됩니다.",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            t -= learning_rate * t.grad  # noqa: PLW2901 - in place, which is meant
            t.grad.zero_()
