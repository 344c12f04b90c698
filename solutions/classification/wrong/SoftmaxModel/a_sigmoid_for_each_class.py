HINT = {
    "en": "A score may be any number. Why do all of yours lie between 0 and 1?",
    "ko": "점수는 어떤 수든 될 수 있습니다. 왜 모두 0과 1 사이에 있나요?",
}

import torch
from torch import nn


class SoftmaxModel(nn.Module):
    def __init__(self, num_features, num_classes):
        super().__init__()
        self.linear = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))
