HINT = {
    "en": "The numbers are right but transposed. In which order do the indices stand to the right of the arrow?",
    "ko": "수는 맞지만 전치되었습니다. 화살표 오른쪽의 첨자 순서를 확인해 보세요.",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,jk->ki", a, b)
