import torch


def one_hot(labels: torch.Tensor, num_classes: int) -> torch.Tensor:
    """One-hot vectors of class labels (원-핫 인코딩).

    Args:
        labels: int64 tensor of any shape, also (), with values from 0 to num_classes - 1.
        num_classes: number of classes, the length of each one-hot vector.

    Returns:
        Tensor of shape (*labels.shape, num_classes): 1 at the position of the label, 0 elsewhere.
        Whole numbers or floats. labels is left unchanged.

    >>> one_hot(torch.tensor([2, 0]), 4).int().tolist()
    [[0, 0, 1, 0], [1, 0, 0, 0]]
    """
    ### BEGIN SOLUTION
    classes = torch.arange(num_classes, device=labels.device)
    return (labels.unsqueeze(-1) == classes).long()
    ### END SOLUTION
