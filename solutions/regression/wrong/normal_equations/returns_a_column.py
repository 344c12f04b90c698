HINT = {
    "en": "The numbers are right. Compare the shape of your result, (D, 1), with the table.",
    "ko": "값은 맞습니다. 결과의 크기 (D, 1)을 표와 비교해 보세요.",
}

import torch


def normal_equations(X, y):
    return torch.linalg.solve(X.T @ X, X.T @ y.reshape(-1, 1))
