import torch
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler


def make_loader(x, y, batch_size, shuffle, seed):
    pairs = [(x[i], y[i]) for i in range(len(x))]
    if shuffle:
        g = torch.Generator()
        g.manual_seed(seed)
        sampler = RandomSampler(pairs, generator=g)
    else:
        sampler = SequentialSampler(pairs)
    return DataLoader(pairs, batch_size=batch_size, sampler=sampler, drop_last=False)
