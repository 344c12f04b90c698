HINT = {
    "en": "X X^T is an N x N matrix and compares samples. How large is the matrix that is needed here?",
    "ko": "X X^T는 표본끼리 비교하는 N x N 행렬입니다. 여기서 필요한 행렬의 크기는 얼마인가요?",
}

import torch


def normal_equations(X, y):
    return X.T @ torch.linalg.inv(X @ X.T) @ y
