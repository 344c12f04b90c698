HINT = {
    "en": "`t = ...` makes a new tensor and leaves the caller's tensor as it was. Change the tensor itself.",
    "ko": "`t = ...`는 새 텐서를 만들 뿐, 호출한 쪽의 텐서는 그대로입니다. 텐서 자체를 바꾸어야 합니다.",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        if t.grad is not None:
            g = t.grad
            t.grad = None
            t = t - learning_rate * g  # noqa: PLW2901 - the mistake itself
