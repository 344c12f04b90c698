HINT = {
    "en": "These are the predicted values, one for each sample. What is asked for has one number per column.",
    "ko": "이것은 표본마다 하나씩 나오는 예측값입니다. 구해야 하는 것은 열마다 하나씩입니다.",
}

import torch


def normal_equations(X, y):
    return X @ torch.linalg.solve(X.T @ X, X.T @ y)
