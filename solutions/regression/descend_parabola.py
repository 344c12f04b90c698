import torch


def descend_parabola(w_start: torch.Tensor, learning_rate: float, num_steps: int) -> torch.Tensor:
    """Walk down the parabola L(w) = 2 w_0^2 + 3 w_1^2 by gradient descent (경사하강법).

    Args:
        w_start: float tensor of shape (2,): the start.
        learning_rate: the size of the steps, greater than 0.
        num_steps: how many steps to take, at least 0.

    Returns:
        The whole path, a tensor of shape (num_steps + 1, 2) and of the dtype of w_start: row 0 is the start,
        row k the point after k steps. w_start is left unchanged.

    >>> descend_parabola(torch.tensor([8.0, 4.0]), learning_rate=0.125, num_steps=2).tolist()
    [[8.0, 4.0], [4.0, 1.0], [2.0, 0.25]]
    """
    ### BEGIN SOLUTION
    path = [w_start]
    for _ in range(num_steps):
        w = path[-1]
        gradient = torch.stack([4 * w[0], 6 * w[1]])
        path.append(w - learning_rate * gradient)
    return torch.stack(path)
    ### END SOLUTION
