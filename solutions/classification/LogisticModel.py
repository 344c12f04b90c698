import torch
from torch import nn


class LogisticModel(nn.Module):
    """Logistic regression (로지스틱 회귀): one linear layer, then the sigmoid.

    Args:
        num_features: D, the number of features of a sample.

    The parameters are a weight for each feature and one bias, initialised as `nn.Linear` does it.

    >>> model = LogisticModel(2)
    >>> model(torch.zeros(5, 2)).shape
    torch.Size([5, 1])
    """

    def __init__(self, num_features: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(num_features, 1)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Probabilities of class 1, shape (N, 1), for a float tensor of samples, shape (N, D)."""
        ### BEGIN SOLUTION
        z = self.linear(x)
        return torch.sigmoid(z)
        ### END SOLUTION
