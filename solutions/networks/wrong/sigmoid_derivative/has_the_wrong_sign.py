HINT = {
    "en": "The sigmoid rises everywhere. Is your derivative positive?",
    "ko": "시그모이드는 어디에서나 증가합니다. 여러분의 미분은 양수인가요?",
}

import torch


def sigmoid_derivative(x):
    s = torch.sigmoid(x)
    return s * (s - 1)
