import torch


def least_squares_cov(x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The least-squares estimator (최소 제곱 추정량) of y = m x + b from covariance and variance.

    Args:
        x: float tensor of shape (N,), N >= 2, not all values equal.
        y: float tensor of shape (N,), same dtype as x.

    Returns:
        The pair (m, b), slope first: m is the covariance of x and y divided by the variance of x, and the line
        passes through the point of means. Two 0-d tensors or two Python floats. x and y are left unchanged.

    >>> m, b = least_squares_cov(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 2.0, 5.0]))
    >>> round(float(m), 4), round(float(b), 4)
    (1.5, 0.0)
    """
    ### BEGIN SOLUTION
    x_mean, y_mean = x.mean(), y.mean()
    covariance = ((x - x_mean) * (y - y_mean)).mean()
    variance = ((x - x_mean) ** 2).mean()

    m = covariance / variance
    b = y_mean - m * x_mean
    return m, b
    ### END SOLUTION
