HINT = {
    "en": "Train twice with the same seed. Are the two models equal?",
    "ko": "같은 시드로 두 번 학습해 보세요. 두 모델이 같은가요?",
}

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = nn.Sequential(nn.Linear(x.shape[1], 1, device=x.device), nn.Sigmoid())
    for p in model.parameters():
        nn.init.zeros_(p)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True)
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
