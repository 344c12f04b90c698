HINT = {
    "en": "`k` has vanished from your result. Which indices stand to the right of the arrow?",
    "ko": "결과에서 `k`가 사라졌습니다. 화살표 오른쪽에는 어떤 첨자가 있어야 하나요?",
}

import torch


def matmul(a, b):
    return torch.einsum("ij,jk->i", a, b)
