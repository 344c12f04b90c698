HINT = {
    "en": "One tensor without a gradient must not keep the later ones from moving.",
    "ko": "기울기가 없는 텐서가 하나 있어도 그 뒤의 텐서들은 움직여야 합니다.",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is None:
            return
        t.data -= learning_rate * t.grad
        t.grad.zero_()
