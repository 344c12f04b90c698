HINT = {
    "en": "At x = 0 your model always answers 0.5. Which parameter would let it say something else?",
    "ko": "x = 0이면 모델은 언제나 0.5라고 답합니다. 다른 답을 할 수 있게 하는 매개변수는 무엇인가요?",
}

import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.linear = nn.Linear(num_features, 1, bias=False)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))
