HINT = {
    "en": "This is b - p, which is orthogonal to the columns. Which part was asked for?",
    "ko": "이것은 열들에 수직인 b - p입니다. 어느 쪽을 구하라고 했나요?",
}

import torch


def project(b, A):
    return b - A @ torch.linalg.solve(A.T @ A, A.T @ b)
