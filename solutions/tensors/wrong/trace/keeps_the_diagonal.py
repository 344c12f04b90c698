HINT = {
    "en": "You have the diagonal. What does an index to the right of the arrow do in einsum?",
    "ko": "대각원소까지는 구했습니다. einsum에서 화살표 오른쪽에 남은 첨자는 무엇을 뜻하나요?",
}

import torch


def trace(a):
    return torch.einsum("ii->i", a)
