from torch.utils.data import TensorDataset


class PairDataset(TensorDataset):
    def __init__(self, x, y):
        if x.shape[0] != y.shape[0]:
            raise ValueError("x and y must have the same length")
        super().__init__(x, y)
