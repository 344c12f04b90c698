import torch


def least_squares(x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Fit the straight line y = m x + b by least squares (최소 제곱 추정량).

    Args:
        x: float tensor of shape (N,), N >= 2, not all values equal.
        y: float tensor of shape (N,), same dtype as x.

    Returns:
        The pair (m, b), slope first: the values that make the residual sum of squares
        sum((y - (m x + b))^2) as small as possible. Two 0-d tensors or two Python floats.
        x and y are left unchanged.

    >>> m, b = least_squares(torch.tensor([0.0, 1.0, 2.0, 3.0]), torch.tensor([1.0, 3.0, 5.0, 7.0]))
    >>> round(float(m), 4), round(float(b), 4)
    (2.0, 1.0)
    """
    ### BEGIN SOLUTION
    N = len(x)
    Sx, Sy = x.sum(), y.sum()
    Sxx, Sxy = (x * x).sum(), (x * y).sum()

    m = (Sxy - Sx * Sy / N) / (Sxx - Sx * Sx / N)
    b = y.mean() - m * x.mean()
    return m, b
    ### END SOLUTION
