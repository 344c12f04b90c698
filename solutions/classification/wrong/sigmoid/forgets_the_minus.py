HINT = {
    "en": "What should the result be for a large positive number, and what is yours?",
    "ko": "큰 양수에 대한 결과는 얼마여야 하나요? 지금은 얼마가 나오나요?",
}

import torch


def sigmoid(x):
    return 1 - 0.5 * (torch.tanh(0.5 * x) + 1)
