import torch


def keep_greater(t: torch.Tensor, threshold: float) -> torch.Tensor:
    """The elements of t that are greater than the threshold (불리언 마스크).

    Args:
        t: tensor of any shape, of floats or whole numbers.
        threshold: a number.

    Returns:
        1-D tensor of the dtype of t with the elements t > threshold, row by row in the order of t.
        It is empty, of shape (0,), where no element is greater. t is left unchanged.

    >>> keep_greater(torch.tensor([[5.0, 1.0], [4.0, 9.0]]), 4.0).tolist()
    [5.0, 9.0]
    """
    ### BEGIN SOLUTION
    mask = t > threshold
    return t[mask]
    ### END SOLUTION
