HINT = {
    "en": "Your curve has its maximum at 0 and falls on both sides. Which function of s = sigmoid(x) is that?",
    "ko": "결과가 0에서 가장 크고 양쪽으로 갈수록 작아집니다. s = sigmoid(x)라고 하면 이것은 s의 어떤 식인가요?",
}

import torch


def sigmoid(x):
    s = 0.5 * (torch.tanh(0.5 * x) + 1)
    return s * (1 - s)
