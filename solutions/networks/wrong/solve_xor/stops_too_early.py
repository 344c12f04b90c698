HINT = {
    "en": "Print the loss after the last step. Is the network sure of its answers yet?",
    "ko": "마지막 단계의 손실을 출력해 보세요. 네트워크가 답을 이미 확신하나요?",
}

import torch
from torch import nn


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1), nn.Sigmoid())
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy(net(x), y).backward()
        optimizer.step()
    return net
