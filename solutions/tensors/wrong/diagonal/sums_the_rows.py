HINT = {
    "en": "With two different letters einsum adds up each row. Which letter says that row and column are the same?",
    "ko": "서로 다른 글자를 쓰면 einsum은 각 행을 더합니다. 행과 열의 번호가 같다는 것은 어떻게 나타내나요?",
}

import torch


def diagonal(a):
    return torch.einsum("ij->i", a)
