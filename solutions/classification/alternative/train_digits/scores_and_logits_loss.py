import torch
import torch.nn.functional as F
from torch import nn


def forever(x, y, batch_size, seed):
    g = torch.Generator().manual_seed(seed)
    while True:
        order = torch.randperm(x.shape[0], generator=g)
        yield from zip(x[order].split(batch_size), y[order].split(batch_size))


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    linear = nn.Linear(x.shape[1], 1).to(x.device)
    nn.init.constant_(linear.weight, 0.0)
    nn.init.constant_(linear.bias, 0.0)
    minibatches = forever(x, y, batch_size, seed)
    for _ in range(num_updates):
        xb, yb = next(minibatches)
        linear.zero_grad()
        F.binary_cross_entropy_with_logits(linear(xb).squeeze(1), yb).backward()
        for p in linear.parameters():
            p.data -= learning_rate * p.grad
    return nn.Sequential(linear, nn.Sigmoid())
