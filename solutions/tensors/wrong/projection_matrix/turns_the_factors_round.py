HINT = {
    "en": "P multiplies vectors of length m. Which shape has your matrix?",
    "ko": "P는 길이가 m인 벡터에 곱합니다. 구한 행렬의 크기는 어떻게 되나요?",
}

import torch


def projection_matrix(A):
    return A.T @ torch.linalg.pinv(A @ A.T) @ A
