import math

import numpy as np
import torch


class Epochs:
    def __init__(self, x, y, batch_size, rng):
        self.data = x, y
        self.size = batch_size
        self.rng = rng

    def __len__(self):
        return math.ceil(self.data[0].shape[0] / self.size)

    def __iter__(self):
        n = self.data[0].shape[0]
        order = np.arange(n) if self.rng is None else self.rng.permutation(n)
        x, y = (t[torch.from_numpy(order)] for t in self.data)
        return zip(x.split(self.size), y.split(self.size))


def make_loader(x, y, batch_size, shuffle, seed):
    return Epochs(x, y, batch_size, np.random.default_rng(seed) if shuffle else None)
