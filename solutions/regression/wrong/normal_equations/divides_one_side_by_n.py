HINT = {
    "en": "Both sides of an equation may be divided by N, but not one alone.",
    "ko": "방정식의 양변을 N으로 나누는 것은 괜찮지만 한쪽만 나누면 안 됩니다.",
}

import torch


def normal_equations(X, y):
    return torch.linalg.solve(X.T @ X, X.T @ y / len(X))
