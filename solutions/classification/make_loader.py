import torch
from torch.utils.data import DataLoader, TensorDataset


def make_loader(x: torch.Tensor, y: torch.Tensor, batch_size: int, shuffle: bool, seed: int) -> DataLoader:
    """A loader of minibatches (미니배치).

    Args:
        x: tensor of shape (N, ...): the samples.
        y: tensor of shape (N, ...): their labels.
        batch_size: how many samples a minibatch has; the last one of an epoch has what is left.
        shuffle: whether the samples come in a random order, a new one in every epoch, or as they stand in x.
        seed: decides the random orders. Nothing else does, and no other random number depends on it.

    Returns:
        A loader: each `for` loop over it is one epoch and gives pairs (x_batch, y_batch) in which every sample occurs
        once, together with its label. `len()` of it is the number of minibatches.

    >>> loader = make_loader(torch.arange(5.0), torch.arange(5), batch_size=2, shuffle=False, seed=0)
    >>> [x.tolist() for x, y in loader]
    [[0.0, 1.0], [2.0, 3.0], [4.0]]
    """
    ### BEGIN SOLUTION
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=shuffle, generator=generator)
    ### END SOLUTION
