HINT = {
    "en": "This is the correlation, which has no unit and lies between -1 and 1. A slope has the unit of y per unit of x.",
    "ko": "이것은 -1과 1 사이에 있고 단위가 없는 상관계수입니다. 기울기의 단위는 y의 단위를 x의 단위로 나눈 것입니다.",
}

import torch


def least_squares_cov(x, y):
    m = torch.corrcoef(torch.stack([x, y]))[0, 1]
    return m, y.mean() - m * x.mean()
