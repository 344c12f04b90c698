import torch


def mlp_forward(
    x: torch.Tensor, W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, b2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The forward pass (순전파) of a network with two layers: linear, ReLU, linear.

    Args:
        x: float tensor of shape (N, D): N samples.
        W1: weights of the first layer, shape (D, H).
        b1: bias of the first layer, shape (H,).
        W2: weights of the second layer, shape (H, C).
        b2: bias of the second layer, shape (C,).

    Returns:
        (u1, v1, u2) in the order in which they are computed: u1 = x W1 + b1 and v1 = ReLU(u1) of shape (N, H),
        u2 = v1 W2 + b2 of shape (N, C). No activation follows u2. The arguments are left unchanged.

    >>> one, zero = torch.ones(1, 1), torch.zeros(1)
    >>> u1, v1, u2 = mlp_forward(torch.tensor([[2.0], [-3.0]]), one, zero, 4 * one, zero + 1)
    >>> u1.tolist(), v1.tolist(), u2.tolist()
    ([[2.0], [-3.0]], [[2.0], [0.0]], [[9.0], [1.0]])
    """
    ### BEGIN SOLUTION
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)
    u2 = v1 @ W2 + b2
    return u1, v1, u2
    ### END SOLUTION
