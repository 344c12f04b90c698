HINT = {
    "en": "Only a square matrix has an inverse. What do you do with more samples than coefficients?",
    "ko": "역행렬은 정사각행렬에만 있습니다. 표본이 계수보다 많으면 어떻게 하나요?",
}

import torch


def normal_equations(X, y):
    return torch.linalg.inv(X) @ y
