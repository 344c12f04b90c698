from collections.abc import Callable

import torch


def gradient_descent_numeric(
    f: Callable[[torch.Tensor], torch.Tensor],
    init_point: torch.Tensor,
    lr_rate: float = 1e-2,
    epsilon: float = 1e-5,
) -> torch.Tensor:
    """Gradient descent (경사하강법) on a function that can only be evaluated.

    Args:
        f: takes a 0-d float64 tensor and returns one. It cannot be differentiated by sympy or autograd.
        init_point: where the descent starts, a 0-d float64 tensor.
        lr_rate: the learning rate, greater than 0.
        epsilon: the descent ends at the first point where the slope is at most epsilon in absolute value.

    Returns:
        That point, a 0-d float64 tensor or a Python float. The slope is a difference quotient with a width
        around 1e-6. `init_point` is left unchanged.

    >>> def bowl(x):
    ...     return 5 * (x - 3) ** 2
    >>> round(float(gradient_descent_numeric(bowl, torch.tensor(0.0, dtype=torch.float64))), 3)
    3.0
    """
    ### BEGIN SOLUTION
    h = 1e-6
    point = init_point
    slope = (f(point + h) - f(point)) / h
    while abs(slope) > epsilon:
        point = point - lr_rate * slope
        slope = (f(point + h) - f(point)) / h
    return point
    ### END SOLUTION
