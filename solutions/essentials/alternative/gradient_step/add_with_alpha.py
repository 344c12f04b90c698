import torch


@torch.no_grad()
def gradient_step(tensors, learning_rate):
    params = (tensors,) if torch.is_tensor(tensors) else tensors
    for p in params:
        if p.grad is None:
            continue
        p.add_(p.grad, alpha=-learning_rate)
        p.grad.detach_()
        p.grad.zero_()
