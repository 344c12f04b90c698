import torch


def descend_parabola(w_start, learning_rate, num_steps):
    shrinkage = 1 - learning_rate * torch.tensor([4.0, 6.0], dtype=w_start.dtype, device=w_start.device)
    steps = torch.arange(num_steps + 1, device=w_start.device)
    return w_start * shrinkage ** steps[:, None]
