HINT = {
    "en": "Something on the diagonal of X^T X pulls the coefficients towards zero. That is ridge regression, another problem.",
    "ko": "X^T X의 대각선에 더한 값이 계수를 0 쪽으로 끌어당깁니다. 그것은 릿지 회귀라는 다른 문제입니다.",
}

import torch


def normal_equations(X, y):
    ridge = 0.01 * torch.eye(X.shape[1], dtype=X.dtype, device=X.device)
    return torch.linalg.solve(X.T @ X + ridge, X.T @ y)
