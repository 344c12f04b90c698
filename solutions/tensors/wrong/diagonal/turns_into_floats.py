HINT = {
    "en": "The elements are right, but their dtype has changed. What does `float` make of a whole number?",
    "ko": "원소는 맞지만 자료형이 바뀌었습니다. `float`는 정수를 무엇으로 바꾸나요?",
}

import torch


def diagonal(a):
    return torch.tensor([float(a[i, i]) for i in range(len(a))], device=a.device)
