import torch


def bce_loss(p: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy (이진 교차 엔트로피) of probabilities.

    Args:
        p: float tensor of any shape: the predicted probability of class 1, from 0 to 1, both ends included.
        y: float tensor of the same shape: the right class, 0.0 or 1.0.

    Returns:
        A 0-d tensor: the mean of -(y log p + (1 - y) log(1 - p)) over all elements. It is finite even where p is
        exactly 0 or 1, and differentiable with respect to p in between. The arguments are left unchanged.

    >>> round(float(bce_loss(torch.tensor([0.5, 0.5]), torch.tensor([0.0, 1.0]))), 4)
    0.6931
    """
    ### BEGIN SOLUTION
    eps = torch.finfo(p.dtype).eps  # a smaller margin would vanish in 1 - eps
    p = p.clamp(eps, 1 - eps)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()
    ### END SOLUTION
