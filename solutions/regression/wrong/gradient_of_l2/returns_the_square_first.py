HINT = {
    "en": "Both gradients are right. Which of the two does the text name first?",
    "ko": "두 기울기는 모두 맞습니다. 본문에서는 어느 것을 먼저 말하나요?",
}

import torch


def gradient_of_l2(X, y, beta):
    r = y - X @ beta
    norm = torch.linalg.vector_norm(r)
    if norm == 0:
        return torch.zeros_like(beta), torch.zeros_like(beta)
    return -2 * X.T @ r, -X.T @ r / norm
