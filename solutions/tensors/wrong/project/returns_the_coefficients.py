HINT = {
    "en": "These are the coefficients x. Which vector do they stand for?",
    "ko": "구한 것은 계수 x입니다. 이 계수가 나타내는 벡터는 무엇인가요?",
}

import torch


def project(b, A):
    return torch.linalg.solve(A.T @ A, A.T @ b)
