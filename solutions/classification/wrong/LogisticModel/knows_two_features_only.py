HINT = {
    "en": "How many features does your layer expect, and where should that number come from?",
    "ko": "층이 받는 특성은 몇 개인가요? 그 개수는 어디에서 가져와야 하나요?",
}

import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))
