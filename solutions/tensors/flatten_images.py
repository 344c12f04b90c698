import torch


def flatten_images(x: torch.Tensor) -> torch.Tensor:
    """Turn every image of a batch into one row of numbers (평탄화).

    Args:
        x: tensor of shape (N, C, H, W) or (N, H, W), N >= 1, of any dtype. It need not be contiguous.

    Returns:
        Tensor of shape (N, C * H * W) or (N, H * W) and the dtype of x: row n holds the elements of image n in
        their order (channel by channel, row by row). x is left unchanged.

    >>> flatten_images(torch.tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])).tolist()
    [[1, 2, 3, 4], [5, 6, 7, 8]]
    """
    ### BEGIN SOLUTION
    return x.reshape(len(x), -1)
    ### END SOLUTION
