import torch
from torch import nn


class SoftmaxModel(nn.Module):
    def __init__(self, num_features, num_classes):
        super().__init__()
        stacked = [nn.Linear(num_features, 1) for _ in range(num_classes)]
        self.weight = nn.Parameter(torch.cat([layer.weight.detach() for layer in stacked]))
        self.bias = nn.Parameter(torch.cat([layer.bias.detach() for layer in stacked]))

    def forward(self, x):
        columns = [x @ w + b for w, b in zip(self.weight, self.bias)]
        return torch.stack(columns, dim=1)
