HINT = {
    "en": "The gradient points to where the loss grows. In which direction should the tensor move?",
    "ko": "기울기는 손실이 커지는 방향을 가리킵니다. 텐서는 어느 쪽으로 움직여야 할까요?",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            t.data += learning_rate * t.grad
            t.grad.zero_()
