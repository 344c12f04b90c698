# -*- coding: utf-8 -*-
"""분류 과제, 박지훈"""
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


def sigmoid(x):
    zero = torch.zeros_like(x)
    return torch.exp(x - torch.logaddexp(x, zero))


def bce_loss(p, y):
    low = torch.finfo(p.dtype).tiny
    return -(torch.xlogy(y, p.clamp(min=low)) + torch.xlogy(1 - y, (1 - p).clamp(min=low))).mean()


def softmax(z, dim):
    return torch.exp(z - torch.logsumexp(z, dim, keepdim=True))


def cross_entropy(logits, targets):
    n = torch.arange(logits.size(0))
    return -(logits - torch.logsumexp(logits, 1, keepdim=True))[n, targets].mean()


def accuracy(outputs, targets):
    targets = targets.reshape(-1)
    outputs = outputs.reshape(len(targets), -1)
    if outputs.shape[1] == 1:
        predicted = outputs[:, 0].round()
    else:
        predicted = outputs.max(1).indices
    return float((predicted == targets).sum()) / len(targets)


def decision_boundary(w, b):
    if not w[1]:
        raise ValueError("세로선")
    return -w[0] / w[1], -b / w[1]


class LogisticModel(nn.Module):
    def __init__(self, num_features):
        super().__init__()
        self.layer = nn.Linear(num_features, 1)

    def forward(self, x):
        return sigmoid(self.layer(x))


class SoftmaxModel(nn.Module):
    def __init__(self, num_features, num_classes):
        super().__init__()
        self.layer = nn.Linear(num_features, num_classes)

    def forward(self, x):
        return self.layer(x)


def pixel_similarity(images, mean_a, mean_b, norm):
    order = {"l1": 1, "rmse": 2}.get(norm)
    if order is None:
        raise ValueError(norm)
    distances = []
    for mean in [mean_a, mean_b]:
        powers = (images - mean).abs() ** order
        distances.append(powers.mean(dim=[1, 2]) ** (1 / order))
    distances = torch.stack(distances, dim=1)
    return distances, distances[:, 0] < distances[:, 1]


class PairDataset(Dataset):
    def __init__(self, x, y):
        if len(x) != len(y):
            raise ValueError("길이가 다릅니다")
        self.x = x
        self.y = y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index], self.y[index]


def make_loader(x, y, batch_size, shuffle, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    return DataLoader(PairDataset(x, y), batch_size=batch_size, shuffle=shuffle, generator=generator)


def train_epoch(model, loader, optimizer, loss_fn, device):
    model.train()
    total = 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
    return total / len(loader.dataset)


def evaluate(model, loader, device):
    model.eval()
    right = 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            right += (model(x).argmax(1) == y).sum().item()
    return right / len(loader.dataset)


class Learner:
    def __init__(self, model, loss_fn, lr):
        self.model = model
        self.loss_fn = loss_fn
        self.lr = lr

    def fit(self, loader, num_epochs):
        return [self.one_epoch(loader) for _ in range(num_epochs)]

    def one_epoch(self, loader):
        total = 0.0
        for x, y in loader:
            self.model.zero_grad()
            loss = self.loss_fn(self.model(x), y)
            loss.backward()
            for p in self.model.parameters():
                if p.grad is not None:
                    p.data.add_(p.grad, alpha=-self.lr)
            total += loss.item() * len(x)
        return total / len(loader.dataset)


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = LogisticModel(x.shape[1])
    nn.init.zeros_(model.layer.weight)
    nn.init.zeros_(model.layer.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    loader = make_loader(x, y, batch_size, True, seed)
    batches = iter(loader)
    for _ in range(num_updates):
        batch = next(batches, None)
        if batch is None:
            batches = iter(loader)
            batch = next(batches)
        optimizer.zero_grad()
        bce_loss(model(batch[0])[:, 0], batch[1]).backward()
        optimizer.step()
    return model


if __name__ == "__main__":
    x = torch.randn(50, 2)
    y = (x[:, 0] > 0).float()
    model = train_digits(x, y, 10, 100, 0.5)
    print("정확도:", accuracy(model(x), y))
