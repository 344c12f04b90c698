import torch


def layer_norm(x: torch.Tensor, gamma: torch.Tensor, beta: torch.Tensor, eps: float) -> torch.Tensor:
    """Layer normalisation (층 정규화) over the last dimension.

    Args:
        x: float tensor of shape (..., D): any number of leading dimensions, none as well.
        gamma: scale of each feature, shape (D,).
        beta: shift of each feature, shape (D,).
        eps: added to the variance under the root, positive.

    Returns:
        A float tensor of the shape of x: every vector of D numbers is normalised by itself, with its mean and its
        variance (divided by D), then scaled and shifted. Gradients reach x, gamma and beta. The arguments are left
        unchanged.

    >>> layer_norm(torch.tensor([1.0, 3.0]), torch.tensor([2.0, 2.0]), torch.tensor([1.0, 1.0]), eps=3.0).tolist()
    [0.0, 2.0]
    """
    ### BEGIN SOLUTION
    mean = x.mean(dim=-1, keepdim=True)
    var = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    x_hat = (x - mean) / torch.sqrt(var + eps)
    return gamma * x_hat + beta
    ### END SOLUTION
