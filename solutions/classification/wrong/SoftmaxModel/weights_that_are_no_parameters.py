HINT = {
    "en": "Does `list(model.parameters())` show your weights? What makes a tensor a parameter of a module?",
    "ko": "`list(model.parameters())`에 가중치가 나오나요? 텐서가 모듈의 매개변수가 되려면 무엇이 필요한가요?",
}

import torch
from torch import nn


class SoftmaxModel(nn.Module):
    def __init__(self, num_features, num_classes):
        super().__init__()
        self.W = torch.randn(num_features, num_classes, requires_grad=True)
        self.b = torch.zeros(num_classes, requires_grad=True)

    def forward(self, x):
        return x @ self.W + self.b
