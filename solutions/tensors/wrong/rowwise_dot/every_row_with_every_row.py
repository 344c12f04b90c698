HINT = {
    "en": "You compare every row of `a` with every row of `b`. Which letter says that both rows have the same number?",
    "ko": "`a`의 모든 행을 `b`의 모든 행과 곱했습니다. 두 행의 번호가 같다는 것은 어느 글자로 나타내나요?",
}

import torch


def rowwise_dot(a, b):
    return torch.einsum("ij,kj->ik", a, b)
