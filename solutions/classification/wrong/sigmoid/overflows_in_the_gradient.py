HINT = {
    "en": "For x = -200 your value is right, but look at its gradient. Which exponential is infinite there?",
    "ko": "x = -200에서 값은 맞지만 기울기를 살펴보세요. 그때 무한대가 되는 지수 함수는 무엇인가요?",
}

import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))
