import torch


def momentum_step(weight, grad, velocity, learning_rate, momentum=0.9):
    v = torch.add(grad, velocity, alpha=momentum)
    return torch.sub(weight, v, alpha=learning_rate), v
