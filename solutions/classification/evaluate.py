from collections.abc import Iterable

import torch
from torch import nn


def evaluate(
    model: nn.Module, loader: Iterable[tuple[torch.Tensor, torch.Tensor]], device: str | torch.device
) -> float:
    """The accuracy (정확도) of a classifier on all samples of a loader.

    Args:
        model: gives a score for each class, shape (n, C), for a minibatch; lies on `device` already. It is used in
            evaluation mode and without recording gradients, and nothing in it changes.
        loader: gives minibatches (x, y), which lie on the CPU; y is int64 of shape (n,). The last one may be short.
        device: such as "cpu" or "cuda".

    Returns:
        The share of samples whose class has the largest score, from 0 to 1.

    >>> model = nn.Identity()
    >>> scores = torch.tensor([[2.0, 1.0], [0.0, 3.0], [1.0, 0.0], [5.0, 4.0]])
    >>> labels = torch.tensor([0, 1, 1, 0])
    >>> evaluate(model, [(scores[:3], labels[:3]), (scores[3:], labels[3:])], "cpu")
    0.75
    """
    ### BEGIN SOLUTION
    model.eval()
    right, count = 0, 0
    with torch.no_grad():
        for batch in loader:
            x, y = (t.to(device) for t in batch)
            predicted = model(x).argmax(dim=1)
            right += (predicted == y).sum().item()
            count += len(y)
    return right / count
    ### END SOLUTION
