import torch


def rmse(prediction, target):
    return torch.linalg.vector_norm(prediction - target) / prediction.numel() ** 0.5
