HINT = {
    "en": "What does your loader do when shuffle is False?",
    "ko": "shuffle이 False면 로더는 어떻게 하나요?",
}

import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    g = torch.Generator().manual_seed(seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True, generator=g)
