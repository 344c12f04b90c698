import torch


def mlp_backward(
    grad_out: torch.Tensor, x: torch.Tensor, W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, b2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Backpropagation (역전파) through linear, ReLU, linear, by hand.

    The forward pass is u1 = x W1 + b1, v1 = ReLU(u1), u2 = v1 W2 + b2.

    Args:
        grad_out: float tensor of shape (N, C): the gradient of the loss with respect to u2.
        x: float tensor of shape (N, D).
        W1: shape (D, H).
        b1: shape (H,).
        W2: shape (H, C).
        b2: shape (C,).

    Returns:
        (dW1, db1, dW2, db2): the gradients of the loss with respect to W1, b1, W2 and b2, each of the shape of its
        parameter. They are sums over the N samples: if the loss is a mean, grad_out holds the 1/N already.
        The arguments are left unchanged.

    >>> one, zero = torch.ones(1, 1), torch.zeros(1)
    >>> gradients = mlp_backward(torch.tensor([[1.0], [1.0]]), torch.tensor([[2.0], [-3.0]]), one, zero, 4 * one, zero)
    >>> [g.tolist() for g in gradients]
    [[[8.0]], [4.0], [[2.0]], [2.0]]
    """
    ### BEGIN SOLUTION
    u1 = x @ W1 + b1
    v1 = torch.clamp(u1, min=0)

    du2 = grad_out
    dW2 = v1.T @ du2
    db2 = du2.sum(dim=0)

    dv1 = du2 @ W2.T
    du1 = dv1 * (u1 > 0)
    dW1 = x.T @ du1
    db1 = du1.sum(dim=0)
    return dW1, db1, dW2, db2
    ### END SOLUTION
