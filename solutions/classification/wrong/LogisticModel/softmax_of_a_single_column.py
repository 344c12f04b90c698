HINT = {
    "en": "A softmax makes each row add up to 1. What is left for a row with one number?",
    "ko": "소프트맥스를 취하면 각 행의 합이 1이 됩니다. 행에 수가 하나뿐이면 어떤 값이 되나요?",
}

import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.linear = nn.Linear(num_features, 1)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=1)
