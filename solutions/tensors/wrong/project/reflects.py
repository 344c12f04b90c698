HINT = {
    "en": "You went twice as far as needed: this is the mirror image of b.",
    "ko": "필요한 거리의 두 배를 갔습니다. 이것은 b의 거울상입니다.",
}

import torch


def project(b, A):
    p = A @ torch.linalg.solve(A.T @ A, A.T @ b)
    return 2 * p - b
