HINT = {
    "en": "With larger minibatches your steps become larger. Is the loss of a minibatch a sum or a mean?",
    "ko": "미니배치가 커지면 갱신하는 폭도 커집니다. 미니배치의 손실은 합인가요, 평균인가요?",
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
            loss = nn.functional.binary_cross_entropy(model(xb).flatten(), yb, reduction="sum")
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            updates += 1
            if updates == num_updates:
                break
    return model
