HINT = {
    "en": "What are the numerator and the denominator of your fraction for x = 200?",
    "ko": "x = 200일 때 분수의 분자와 분모는 각각 얼마가 되나요?",
}

import torch


def sigmoid(x):
    return torch.exp(x) / (torch.exp(x) + 1)
