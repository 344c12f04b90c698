HINT = {
    "en": "You add up the whole matrix. How does einsum say that both indices are the same?",
    "ko": "행렬 전체를 더했습니다. 두 첨자가 같다는 것을 einsum에서 어떻게 나타내나요?",
}

import torch


def trace(a):
    return torch.einsum("ij->", a)
