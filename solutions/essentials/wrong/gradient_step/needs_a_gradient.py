HINT = {
    "en": "A tensor that took no part in the loss has `grad` None. What happens to it in your loop?",
    "ko": "손실 계산에 쓰이지 않은 텐서의 `grad`는 None입니다. 반복문에서 그 텐서는 어떻게 되나요?",
}

import torch


def gradient_step(tensors, learning_rate):
    if isinstance(tensors, torch.Tensor):
        tensors = [tensors]
    for t in tensors:
        t.data -= learning_rate * t.grad
        t.grad.zero_()
