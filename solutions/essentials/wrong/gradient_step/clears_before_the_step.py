HINT = {
    "en": "Look at the order of the two lines: what is left of the gradient when the step is taken?",
    "ko": "두 줄의 순서를 보세요. 갱신할 때 기울기에는 무엇이 남아 있나요?",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            t.grad.zero_()
            t.data -= learning_rate * t.grad
