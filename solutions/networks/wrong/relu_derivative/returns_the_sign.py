HINT = {
    "en": "On the negative side ReLU is flat. Which slope has a flat line?",
    "ko": "음수 쪽에서 ReLU는 평평합니다. 평평한 직선의 기울기는 얼마인가요?",
}

import torch


def relu_derivative(x):
    return torch.sign(x)
