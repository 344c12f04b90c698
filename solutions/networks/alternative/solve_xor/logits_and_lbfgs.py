import torch
from torch import nn


def solve_xor():
    corners = torch.stack(torch.meshgrid(torch.arange(2.0), torch.arange(2.0), indexing="ij"), -1).reshape(4, 2)
    target = (corners.sum(1, keepdim=True) == 1).float()
    best = None
    for _ in range(4):
        body = nn.Sequential(nn.Linear(2, 12), nn.Tanh(), nn.Linear(12, 1))
        criterion = nn.BCEWithLogitsLoss()
        optimizer = torch.optim.LBFGS(body.parameters(), lr=0.5, max_iter=20)

        def closure():
            optimizer.zero_grad()
            loss = criterion(body(corners), target)
            loss.backward()
            return loss

        optimizer.step(closure)
        final = criterion(body(corners), target).item()
        if best is None or final < best[0]:
            best = (final, body)
        if final < 0.05:
            break
    return nn.Sequential(best[1], nn.Sigmoid())
