import torch


def batchnorm_backward(
    dout: torch.Tensor, x: torch.Tensor, gamma: torch.Tensor, eps: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Backpropagation through batch normalisation (배치 정규화의 역전파) in training, by hand.

    The forward pass is out = gamma x_hat + beta with x_hat = (x - mean) / sqrt(var + eps), where mean and var (divided
    by N) are those of the batch.

    Args:
        dout: float tensor of shape (N, D): the gradient of the loss with respect to out.
        x: float tensor of shape (N, D): what was normalised.
        gamma: float tensor of shape (D,).
        eps: positive number.

    Returns:
        (dx, dgamma, dbeta): the gradients of the loss with respect to x, of shape (N, D), and to gamma and beta, of
        shape (D,), summed over the samples. The arguments are left unchanged.

    >>> dout, x = torch.tensor([[1.0], [0.0]]), torch.tensor([[1.0], [3.0]])
    >>> dx, dgamma, dbeta = batchnorm_backward(dout, x, torch.tensor([2.0]), eps=3.0)
    >>> dx.tolist(), dgamma.tolist(), dbeta.tolist()
    ([[0.375], [-0.375]], [-0.5], [1.0])
    """
    ### BEGIN SOLUTION
    std = torch.sqrt(x.var(dim=0, correction=0) + eps)
    x_hat = (x - x.mean(dim=0)) / std

    dbeta = dout.sum(dim=0)
    dgamma = (dout * x_hat).sum(dim=0)

    dx_hat = dout * gamma
    dx = (dx_hat - dx_hat.mean(dim=0) - x_hat * (dx_hat * x_hat).mean(dim=0)) / std
    return dx, dgamma, dbeta
    ### END SOLUTION
