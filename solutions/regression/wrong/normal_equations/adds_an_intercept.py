HINT = {
    "en": "One coefficient too many: does the text ask you to add a column of ones?",
    "ko": "계수가 하나 더 많습니다. 1로 된 열을 추가하라는 말이 본문에 있나요?",
}

import torch


def normal_equations(X, y):
    ones = torch.ones(len(X), 1, dtype=X.dtype, device=X.device)
    A = torch.cat([X, ones], dim=1)
    return torch.linalg.lstsq(A, y.reshape(-1, 1)).solution[:, 0]
