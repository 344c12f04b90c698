HINT = {
    "en": "Call your model twice with the same input. Where are its weights made, and when?",
    "ko": "같은 입력으로 모델을 두 번 호출해 보세요. 가중치는 언제, 어디에서 만들어지나요?",
}

import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.num_features = num_features

    def forward(self, x):
        linear = nn.Linear(self.num_features, 1)
        return torch.sigmoid(linear(x))
