HINT = {
    "en": "What does your loop do when the loader has no minibatches left, but updates are still to be made?",
    "ko": "갱신할 횟수가 남았는데 로더의 미니배치가 다 떨어지면 반복문은 어떻게 하나요?",
}

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = nn.Sequential(nn.Linear(x.shape[1], 1, device=x.device), nn.Sigmoid())
    for p in model.parameters():
        nn.init.zeros_(p)
    g = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True, generator=g)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    for _, (xb, yb) in zip(range(num_updates), loader):
        loss = nn.functional.binary_cross_entropy(model(xb).flatten(), yb)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
