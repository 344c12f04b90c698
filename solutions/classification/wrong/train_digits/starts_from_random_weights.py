HINT = {
    "en": "What are the parameters of your model before the first update, and what does the statement say?",
    "ko": "첫 번째 갱신을 하기 전에 모델의 매개변수는 얼마인가요? 설명에서는 얼마라고 했나요?",
}

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def train_digits(x, y, batch_size, num_updates, learning_rate, seed=0):
    model = nn.Sequential(nn.Linear(x.shape[1], 1, device=x.device), nn.Sigmoid())
    g = torch.Generator().manual_seed(seed)
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True, generator=g)
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
