import torch
from torch.utils.data import DataLoader, TensorDataset


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    loader = DataLoader(TensorDataset(X, y), batch_size=batch_size, shuffle=True, generator=generator)
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device, requires_grad=True)
    b = torch.zeros((), dtype=X.dtype, device=X.device, requires_grad=True)
    losses = []
    for _ in range(num_epochs):
        for xs, ys in loader:
            loss = ((xs @ w + b - ys) ** 2).mean()
            w_grad, b_grad = torch.autograd.grad(loss, (w, b))
            losses.append(loss.item())
            w = (w - learning_rate * w_grad).detach().requires_grad_()
            b = (b - learning_rate * b_grad).detach().requires_grad_()
    return w.detach(), b.detach(), losses
