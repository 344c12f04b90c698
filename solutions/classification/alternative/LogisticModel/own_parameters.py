import torch
from torch import nn


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        bound = num_features**-0.5
        self.W = nn.Parameter(torch.empty(num_features, 1).uniform_(-bound, bound))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        z = x @ self.W + self.b
        return 0.5 * (1 + torch.tanh(z / 2))
