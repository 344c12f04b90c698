import random


class Batches:
    def __init__(self, x, y, batch_size, shuffle, seed):
        self.x, self.y = x, y
        self.batch_size, self.shuffle = batch_size, shuffle
        self.random = random.Random(seed)

    def __len__(self):
        return (len(self.x) + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        order = list(range(len(self.x)))
        if self.shuffle:
            self.random.shuffle(order)
        for start in range(0, len(order), self.batch_size):
            chosen = order[start : start + self.batch_size]
            yield self.x[chosen], self.y[chosen]


def make_loader(x, y, batch_size, shuffle, seed):
    return Batches(x, y, batch_size, shuffle, seed)
