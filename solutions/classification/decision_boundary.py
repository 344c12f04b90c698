import torch


def decision_boundary(w: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The line at which logistic regression with two features is undecided (결정 경계).

    Args:
        w: float tensor of shape (2,): the weights of the features x1 and x2.
        b: 0-d float tensor: the bias.

    Returns:
        (slope, intercept), two 0-d tensors: sigmoid(w1 x1 + w2 x2 + b) is 0.5 exactly where
        x2 = slope * x1 + intercept. The arguments are left unchanged.

    Raises:
        ValueError: w2 is 0, so that x2 does not matter and no such line exists.

    >>> slope, intercept = decision_boundary(torch.tensor([1.0, 2.0]), torch.tensor(-4.0))
    >>> slope.item(), intercept.item()
    (-0.5, 2.0)
    """
    ### BEGIN SOLUTION
    if w[1] == 0:
        raise ValueError("the boundary is vertical: w2 is 0")
    return -w[0] / w[1], -b / w[1]  # w1 x1 + w2 x2 + b = 0, solved for x2
    ### END SOLUTION
