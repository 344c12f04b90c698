from collections.abc import Callable

import torch


def difference_quotient(f: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, h: float = 1e-6) -> torch.Tensor:
    """The difference quotient (차분몫) of f at x, an approximation of the derivative f'(x).

    Args:
        f: a function that is applied to each element of a float64 tensor and returns a tensor of the same shape.
        x: float64 tensor of any shape, also 0-d: the points.
        h: the width of the step to the right, a number greater than 0.

    Returns:
        A float64 tensor of the shape of x: at each point the slope of the straight line through
        (x, f(x)) and (x + h, f(x + h)). x is left unchanged.

    >>> def square(x):
    ...     return x**2
    >>> difference_quotient(square, torch.tensor([0.0, 3.0], dtype=torch.float64), h=0.5).tolist()
    [0.5, 6.5]
    """
    ### BEGIN SOLUTION
    return (f(x + h) - f(x)) / h
    ### END SOLUTION
