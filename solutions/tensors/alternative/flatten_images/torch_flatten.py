import torch


def flatten_images(x):
    return torch.flatten(x, start_dim=1)
