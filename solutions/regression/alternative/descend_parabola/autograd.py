import torch


def descend_parabola(w_start, learning_rate, num_steps):
    w = w_start.clone().requires_grad_()
    rows = [w.detach().clone()]
    for _ in range(num_steps):
        loss = 2 * w[0] ** 2 + 3 * w[1] ** 2
        loss.backward()
        with torch.no_grad():
            w -= learning_rate * w.grad
            w.grad.zero_()
        rows.append(w.detach().clone())
    return torch.vstack(rows)
