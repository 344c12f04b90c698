import torch


def adam_step(
    weight: torch.Tensor,
    grad: torch.Tensor,
    m: torch.Tensor,
    v: torch.Tensor,
    t: int,
    learning_rate: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """One step of Adam (Kingma and Ba, 2015).

    Args:
        weight: float tensor of any shape.
        grad: the gradient of the loss with respect to weight, same shape.
        m: running mean of the gradients, same shape; zeros before the first step.
        v: running mean of the squared gradients, same shape; zeros before the first step.
        t: number of this step, 1 for the first one.
        learning_rate: the step size, a positive number.
        beta1: how much of the old m stays, at least 0 and less than 1.
        beta2: how much of the old v stays, at least 0 and less than 1.
        eps: a small positive number, added to the root.

    Returns:
        (weight, m, v) after the step: three new tensors; m and v without the correction of their bias.
        The arguments are left unchanged.

    >>> start, zeros = torch.tensor([1.0, 1.0]), torch.zeros(2)
    >>> weight, m, v = adam_step(start, torch.tensor([8.0, -0.5]), zeros, zeros, t=1, learning_rate=0.25, beta1=0.5)
    >>> weight.round(decimals=3).tolist(), m.tolist()
    ([0.75, 1.25], [4.0, -0.25])
    """
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)  # both began as zeros, which draws them towards zero
    v_hat = v / (1 - beta2**t)
    return weight - learning_rate * m_hat / (v_hat.sqrt() + eps), m, v
    ### END SOLUTION
