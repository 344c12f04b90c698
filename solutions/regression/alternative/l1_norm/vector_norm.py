import torch


def l1_norm(prediction, target):
    difference = target - prediction
    return torch.linalg.vector_norm(difference, ord=1) / difference.numel()
