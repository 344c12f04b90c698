HINT = {
    "en": "Does `list(model.parameters())` show your weights? Where does a module look for its layers?",
    "ko": "`list(model.parameters())`에 가중치가 나오나요? 모듈은 자기 층을 어디에서 찾을까요?",
}

import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.layers = [nn.Linear(num_features, 1)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return torch.sigmoid(x)
