HINT = {
    "en": "Draw the four points. Can one straight line part those with answer 1 from those with answer 0?",
    "ko": "네 점을 그려 보세요. 답이 1인 점과 0인 점을 직선 하나로 나눌 수 있나요?",
}

import torch
from torch import nn


def solve_xor():
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
    optimizer = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.binary_cross_entropy(net(x), y).backward()
        optimizer.step()
    return net
