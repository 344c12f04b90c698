HINT = {
    "en": "`backward()` computes gradients. Which call moves the weights?",
    "ko": "`backward()`는 기울기를 계산합니다. 가중치를 움직이는 것은 어느 호출인가요?",
}

import torch
from torch import nn


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1), nn.Sigmoid())
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy(net(x), y).backward()
    return net
