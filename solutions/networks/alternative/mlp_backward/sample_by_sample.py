import torch


def mlp_backward(grad_out, x, W1, b1, W2, b2):
    dW1, db1 = torch.zeros_like(W1), torch.zeros_like(b1)
    dW2, db2 = torch.zeros_like(W2), torch.zeros_like(b2)
    for n in range(x.shape[0]):
        u = x[n] @ W1 + b1
        v = torch.where(u > 0, u, torch.zeros_like(u))
        dW2 += torch.outer(v, grad_out[n])
        db2 += grad_out[n]
        du = torch.where(u > 0, W2 @ grad_out[n], torch.zeros_like(u))
        dW1 += torch.outer(x[n], du)
        db1 += du
    return dW1, db1, dW2, db2
