HINT = {
    "en": "Without an arrow einsum puts the letters of the result in alphabetical order. What does `ij` become?",
    "ko": "화살표가 없으면 einsum은 결과의 첨자를 알파벳순으로 놓습니다. `ij`는 무엇이 되나요?",
}

import torch


def transpose(a):
    return torch.einsum("ij", a)
