HINT = {
    "en": "Does every sample still come with its own label after the shuffling?",
    "ko": "섞은 뒤에도 표본마다 자기 레이블이 함께 나오나요?",
}

import math

import torch
from torch.utils.data import DataLoader, TensorDataset


class Apart:
    def __init__(self, x, y, batch_size, seed):
        self.x, self.y, self.size = x, y, batch_size
        self.g = torch.Generator().manual_seed(seed)

    def __len__(self):
        return math.ceil(len(self.x) / self.size)

    def __iter__(self):
        x = self.x[torch.randperm(len(self.x), generator=self.g)]
        y = self.y[torch.randperm(len(self.y), generator=self.g)]
        return zip(x.split(self.size), y.split(self.size))


def make_loader(x, y, batch_size, shuffle, seed):
    if shuffle:
        return Apart(x, y, batch_size, seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size)
