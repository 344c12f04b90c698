import torch


def accuracy(outputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The share of samples whose class is predicted rightly (정확도).

    Args:
        outputs: what a model gives. Shape (N, C) with C >= 2: a score for each class, the largest one is predicted.
            Shape (N,) or (N, 1): the probability of class 1, which is predicted where it is above 0.5.
        targets: the right classes, int64 or float, of shape (N,); in the case of two classes also (N, 1).

    Returns:
        A 0-d float tensor or a float from 0 to 1. The arguments are left unchanged.

    >>> accuracy(torch.tensor([[0.9], [0.2], [0.7], [0.1]]), torch.tensor([1, 0, 0, 0])).item()
    0.75
    """
    ### BEGIN SOLUTION
    if outputs.dim() == 2 and outputs.shape[1] > 1:
        predicted = outputs.argmax(dim=1)
    else:
        predicted = outputs.flatten() > 0.5
    return (predicted == targets.flatten()).float().mean()  # both of shape (N,): (N, 1) would broadcast to (N, N)
    ### END SOLUTION
