import torch.utils.data


class PairDataset(torch.utils.data.Dataset):
    def __init__(self, x, y):
        super().__init__()
        if not x.size(0) == y.size(0):
            raise ValueError((x.size(0), y.size(0)))
        self.data = (x, y)

    def __len__(self):
        return self.data[0].size(0)

    def __getitem__(self, idx):
        if idx >= len(self):
            raise IndexError(idx)
        return [t.select(0, idx) for t in self.data]
