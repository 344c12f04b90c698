HINT = {
    "en": "P P is nearly P, but not quite. What did you add before inverting?",
    "ko": "P P가 P와 비슷하지만 같지는 않습니다. 역행렬을 구하기 전에 무엇을 더했나요?",
}

import torch


def projection_matrix(A):
    small = 1e-3 * torch.eye(A.shape[1], dtype=A.dtype, device=A.device)
    return A @ torch.linalg.inv(A.T @ A + small) @ A.T
