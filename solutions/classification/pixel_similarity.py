import torch


def pixel_similarity(
    images: torch.Tensor, mean_a: torch.Tensor, mean_b: torch.Tensor, norm: str
) -> tuple[torch.Tensor, torch.Tensor]:
    """How far images are from the mean images of two classes (픽셀 유사도).

    Args:
        images: float tensor of shape (N, H, W).
        mean_a: float tensor of shape (H, W): the mean of all images of class a.
        mean_b: the same for class b.
        norm: "l1" for the mean of the absolute differences of the pixels, or "rmse" for the square root of the mean
            of their squares.

    Returns:
        (distances, is_a). distances, float of shape (N, 2): that of each image to mean_a and to mean_b. is_a, boolean
        of shape (N,): True where the image is closer to mean_a. The arguments are left unchanged.

    Raises:
        ValueError: norm is neither "l1" nor "rmse".

    >>> images = torch.tensor([[[0.0, 0.0]], [[1.0, 0.5]]])
    >>> distances, is_a = pixel_similarity(images, torch.zeros(1, 2), torch.ones(1, 2), "l1")
    >>> distances.tolist(), is_a.tolist()
    ([[0.0, 1.0], [0.75, 0.25]], [True, False])
    """
    ### BEGIN SOLUTION
    if norm not in ("l1", "rmse"):
        raise ValueError(f"norm must be 'l1' or 'rmse', not {norm!r}")
    columns = []
    for mean in (mean_a, mean_b):
        difference = images - mean  # (N, H, W) - (H, W): the mean is used for every image
        if norm == "l1":
            columns.append(difference.abs().mean(dim=(1, 2)))
        else:
            columns.append(difference.square().mean(dim=(1, 2)).sqrt())
    distances = torch.stack(columns, dim=1)
    return distances, distances[:, 0] < distances[:, 1]
    ### END SOLUTION
