import torch


def descend_parabola(w_start, learning_rate, num_steps):
    path = torch.empty(num_steps + 1, 2, dtype=w_start.dtype, device=w_start.device)
    path[0] = w_start
    for k in range(num_steps):
        path[k + 1, 0] = path[k, 0] - learning_rate * 4 * path[k, 0]
        path[k + 1, 1] = path[k, 1] - learning_rate * 6 * path[k, 1]
    return path
