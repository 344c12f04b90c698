HINT = {
    "en": "What is 0 / 0? Look at what happens when every residual is zero.",
    "ko": "0 / 0은 무엇인가요? 잔차가 모두 0이면 어떻게 되는지 살펴보세요.",
}

import torch


def gradient_of_l2(X, y, beta):
    r = y - X @ beta
    return -X.T @ r / torch.linalg.vector_norm(r), -2 * X.T @ r
