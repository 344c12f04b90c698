HINT = {
    "en": "Both vectors point to where the norm shrinks. Differentiate y - X beta by beta once more and watch the sign.",
    "ko": "두 벡터가 노름이 작아지는 쪽을 가리킵니다. y - X beta를 beta로 다시 미분하면서 부호를 살펴보세요.",
}

import torch


def gradient_of_l2(X, y, beta):
    r = y - X @ beta
    norm = torch.linalg.vector_norm(r)
    if norm == 0:
        return torch.zeros_like(beta), torch.zeros_like(beta)
    return X.T @ r / norm, 2 * X.T @ r
