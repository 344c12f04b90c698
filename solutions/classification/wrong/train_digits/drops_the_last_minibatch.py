HINT = {
    "en": "Which samples of an epoch never reach your model?",
    "ko": "한 에포크에서 모델에 한 번도 들어가지 않는 표본은 어느 것인가요?",
}

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = nn.Sequential(nn.Linear(x.shape[1], 1, device=x.device), nn.Sigmoid())
    for p in model.parameters():
        nn.init.zeros_(p)
    g = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size, shuffle=True, generator=g, drop_last=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    updates = 0
    while updates < num_updates:
        for xb, yb in loader:
            loss = nn.functional.binary_cross_entropy(model(xb).flatten(), yb)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            updates += 1
            if updates == num_updates:
                break
    return model
