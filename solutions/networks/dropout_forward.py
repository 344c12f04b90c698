import torch


def dropout_forward(x: torch.Tensor, p: float, mode: str, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Inverted dropout (드롭아웃).

    Args:
        x: float tensor of any shape.
        p: the probability that an element is dropped, 0 <= p < 1.
        mode: "train" or "test".
        mask: which elements to keep: None, or a boolean tensor of the shape of x, where True means that
            the element is kept. With None each element of x is dropped by chance, independently of all others,
            and every call draws anew.

    Returns:
        A float tensor of the shape of x, on the device of x. In mode "train" dropped elements are 0 and kept ones
        are divided by 1 - p; in mode "test" it equals x, whatever the mask. x itself is left unchanged.

    >>> mask = torch.tensor([True, False, True, False])
    >>> dropout_forward(torch.tensor([1.0, 2.0, 3.0, 4.0]), 0.5, "train", mask).tolist()
    [2.0, 0.0, 6.0, 0.0]
    >>> dropout_forward(torch.tensor([1.0, 2.0]), 0.5, "test").tolist()
    [1.0, 2.0]
    """
    ### BEGIN SOLUTION
    if mode == "test":
        return x
    if mask is None:
        mask = torch.rand_like(x) >= p
    return x * mask / (1 - p)
    ### END SOLUTION
