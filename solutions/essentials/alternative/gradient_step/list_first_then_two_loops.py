import torch


def gradient_step(tensors, learning_rate):
    params = [tensors] if isinstance(tensors, torch.Tensor) else list(tensors)
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p.sub_(learning_rate * p.grad)
    for p in params:
        p.grad = None
