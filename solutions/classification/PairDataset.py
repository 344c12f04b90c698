import torch
from torch.utils.data import Dataset


class PairDataset(Dataset):
    """Samples with their labels, one pair for each index (데이터셋).

    Args:
        x: tensor of shape (N, ...): the samples.
        y: tensor of shape (N, ...): their labels.

    Raises:
        ValueError: x and y are not equally long.

    >>> dataset = PairDataset(torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), torch.tensor([0, 1, 0]))
    >>> len(dataset)
    3
    >>> dataset[1]
    (tensor([3., 4.]), tensor(1))
    """

    def __init__(self, x: torch.Tensor, y: torch.Tensor) -> None:
        ### BEGIN SOLUTION
        if len(x) != len(y):
            raise ValueError(f"{len(x)} samples, but {len(y)} labels")
        self.x = x
        self.y = y
        ### END SOLUTION

    def __len__(self) -> int:
        """N, the number of samples."""
        ### BEGIN SOLUTION
        return len(self.x)
        ### END SOLUTION

    def __getitem__(self, index: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The pair (x[index], y[index]); IndexError where there is none, so that a `for` loop over the pairs ends."""
        ### BEGIN SOLUTION
        return self.x[index], self.y[index]
        ### END SOLUTION
