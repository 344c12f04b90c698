import torch


def rmse(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The root mean squared error (평균제곱근오차) between a prediction and its target.

    Args:
        prediction: float tensor of any shape.
        target: float tensor of the same shape and dtype, different from the prediction somewhere.

    Returns:
        A 0-d tensor of that dtype: the square root of the mean of (prediction - target)^2 over all elements.
        It stays connected to `prediction`. The arguments are left unchanged.

    >>> rmse(torch.tensor([1.0, 2.0, 3.0, 4.0]), torch.tensor([1.0, 6.0, 3.0, 4.0])).item()
    2.0
    """
    ### BEGIN SOLUTION
    mean_of_squares = ((prediction - target) ** 2).mean()
    return mean_of_squares.sqrt()
    ### END SOLUTION
