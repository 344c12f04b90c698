HINT = {
    "en": "The last minibatch of an epoch may be short. By how many samples do you divide there?",
    "ko": "에포크의 마지막 미니배치는 작을 수 있습니다. 그때 몇 개의 표본으로 나누고 있나요?",
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
    updates = 0
    while updates < num_updates:
        for xb, yb in loader:
            loss = nn.functional.binary_cross_entropy(model(xb).flatten(), yb, reduction="sum") / batch_size
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            updates += 1
            if updates == num_updates:
                break
    return model
