HINT = {
    "en": "If all weights start at zero, how do the hidden units ever become different from each other?",
    "ko": "모든 가중치가 0에서 시작하면 은닉 유닛들은 어떻게 서로 달라질 수 있나요?",
}

import torch
from torch import nn


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1), nn.Sigmoid())
    for parameter in net.parameters():
        nn.init.zeros_(parameter)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy(net(x), y).backward()
        optimizer.step()
    return net
