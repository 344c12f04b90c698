import torch
from torch import nn


class SoftmaxModel(nn.Module):
    """Softmax classification (소프트맥스 분류): one linear layer that gives a score for each class.

    Args:
        num_features: D, the number of features of a sample.
        num_classes: C, the number of classes.

    The model gives logits: the softmax belongs to the loss, which applies it itself.

    >>> model = SoftmaxModel(4, 3)
    >>> model(torch.zeros(8, 4)).shape
    torch.Size([8, 3])
    """

    def __init__(self, num_features: int, num_classes: int) -> None:
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(num_features, num_classes)
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits, shape (N, C), for a float tensor of samples, shape (N, D)."""
        ### BEGIN SOLUTION
        return self.linear(x)
        ### END SOLUTION
