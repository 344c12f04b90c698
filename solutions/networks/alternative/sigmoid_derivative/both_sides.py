import torch


def sigmoid_derivative(x):
    return torch.sigmoid(x) * torch.sigmoid(-x)
