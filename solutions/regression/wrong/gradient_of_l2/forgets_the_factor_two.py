HINT = {
    "en": "The gradient of the norm is right. What does differentiating a square put in front?",
    "ko": "노름의 기울기는 맞습니다. 제곱을 미분하면 앞에 무엇이 붙나요?",
}

import torch


def gradient_of_l2(X, y, beta):
    r = y - X @ beta
    norm = torch.linalg.vector_norm(r)
    if norm == 0:
        return torch.zeros_like(beta), torch.zeros_like(beta)
    return -X.T @ r / norm, -X.T @ r
