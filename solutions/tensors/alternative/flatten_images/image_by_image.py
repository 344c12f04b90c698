import torch


def flatten_images(x):
    return torch.stack([image.flatten() for image in x])
