import torch
from torch import nn


class TwoLayers(nn.Module):
    def __init__(self):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(2, 10))
        self.b1 = nn.Parameter(torch.zeros(10))
        self.w2 = nn.Parameter(torch.randn(10, 1))
        self.b2 = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        hidden = torch.tanh(x @ self.w1 + self.b1)
        return 1 / (1 + torch.exp(-(hidden @ self.w2 + self.b2)))


def solve_xor():
    net = TwoLayers()
    inputs = torch.tensor([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    answers = torch.tensor([0.0, 1.0, 1.0, 0.0]).unsqueeze(1)
    for _ in range(200):
        p = net(inputs)
        loss = -(answers * torch.log(p) + (1 - answers) * torch.log(1 - p)).mean()
        gradients = torch.autograd.grad(loss, list(net.parameters()))
        with torch.no_grad():
            for w, g in zip(net.parameters(), gradients):
                w.sub_(g)
    return net
