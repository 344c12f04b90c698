HINT = {
    "en": "Print the shapes of the probabilities and of the labels. What does their product broadcast to?",
    "ko": "확률과 레이블의 크기를 출력해 보세요. 둘을 곱하면 어떤 크기로 브로드캐스팅되나요?",
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
            p = model(xb).clamp(1e-7, 1 - 1e-7)
            loss = -(yb * torch.log(p) + (1 - yb) * torch.log(1 - p)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            updates += 1
            if updates == num_updates:
                break
    return model
