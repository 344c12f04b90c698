HINT = {
    "en": "Compare the orders of two epochs. When does your loader shuffle?",
    "ko": "두 에포크의 순서를 비교해 보세요. 로더는 언제 섞나요?",
}

import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x, y, batch_size, shuffle, seed):
    if shuffle:
        order = torch.randperm(len(x), generator=torch.Generator().manual_seed(seed))
        x, y = x[order], y[order]
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=False)
