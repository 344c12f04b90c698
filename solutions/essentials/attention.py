import math

import torch


def attention(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Scaled dot-product attention (어텐션) over the last two dimensions.

    Args:
        query: float tensor of shape (..., L, d_k): L queries.
        key: float tensor of shape (..., S, d_k): S keys.
        value: float tensor of shape (..., S, d_v): one value for each key.
        mask: None or a boolean tensor that broadcasts to (..., L, S). True means that the query
            may attend to the key, False that it must not.

    The leading dimensions "..." are the same for query, key and value; there may be none, one or several.

    Returns:
        (output, weights) of shapes (..., L, d_v) and (..., L, S). Each row of weights is a softmax over the keys
        and adds up to 1. Where the mask lets a query attend to no key at all, its row of weights and its
        output are zeros, not NaN. Large scores must not overflow. The arguments are left unchanged.

    >>> query = torch.zeros(1, 4)
    >>> key, value = torch.ones(2, 4), torch.tensor([[1.0], [3.0]])
    >>> output, weights = attention(query, key, value)
    >>> weights.tolist(), output.tolist()
    ([[0.5, 0.5]], [[2.0]])
    """
    ### BEGIN SOLUTION
    d_k = query.shape[-1]
    scores = query @ key.transpose(-2, -1) / math.sqrt(d_k)
    if mask is not None:
        scores = scores.masked_fill(~mask, -torch.inf)
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask, 0.0)  # a row without any key came out as NaN
    return weights @ value, weights
    ### END SOLUTION
