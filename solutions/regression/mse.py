import torch


def mse(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The mean squared error (평균제곱오차) between a prediction and its target.

    Args:
        prediction: float tensor of any shape.
        target: float tensor of the same shape and dtype.

    Returns:
        A 0-d tensor of that dtype: the mean of (prediction - target)^2 over all elements. It stays connected
        to `prediction`, so that `backward()` reaches it. The arguments are left unchanged.

    Raises:
        ValueError: the shapes differ. Broadcasting would compare everything with everything.

    >>> mse(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[1.0, 4.0], [3.0, 2.0]])).item()
    2.0
    """
    ### BEGIN SOLUTION
    if prediction.shape != target.shape:
        raise ValueError(f"a prediction of shape {tuple(prediction.shape)} for a target of {tuple(target.shape)}")
    return ((prediction - target) ** 2).mean()
    ### END SOLUTION
