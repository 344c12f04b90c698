import torch


def mse(prediction, target):
    if prediction.ndim != target.ndim or any(p != t for p, t in zip(prediction.shape, target.shape)):
        raise ValueError("the shapes must be the same")
    squares = torch.square(torch.sub(prediction, target))
    while squares.ndim > 0:
        squares = torch.mean(squares, dim=-1)
    return squares
