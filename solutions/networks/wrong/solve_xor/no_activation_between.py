HINT = {
    "en": "Two linear layers in a row are one linear layer. What has to stand between them?",
    "ko": "선형층 두 개를 이어 붙이면 선형층 하나와 같습니다. 그 사이에 무엇이 있어야 하나요?",
}

import torch
from torch import nn


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 16), nn.Linear(16, 1), nn.Sigmoid())
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy(net(x), y).backward()
        optimizer.step()
    return net
