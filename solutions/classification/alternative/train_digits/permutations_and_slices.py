import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(size, 1))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return torch.sigmoid(x @ self.w + self.b)


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = Classifier(x.size(1)).to(x.device)
    target = y.view(-1, 1)
    g = torch.Generator()
    g.manual_seed(seed)
    order, at = [], 0
    for _ in range(num_updates):
        if at >= len(order):
            order, at = torch.randperm(len(x), generator=g).tolist(), 0
        chosen = order[at : at + batch_size]
        at += batch_size
        p = model(x[chosen])
        # The gradient of the mean cross-entropy with respect to the score is (p - y) / n.
        error = (p - target[chosen]) / len(chosen)
        with torch.no_grad():
            model.w -= learning_rate * (x[chosen].T @ error)
            model.b -= learning_rate * error.sum(0)
    return model
