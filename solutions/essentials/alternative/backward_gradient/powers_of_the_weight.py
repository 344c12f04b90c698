import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    n, steps = X.shape
    powers = wRec ** np.arange(steps, -1, -1)
    grad_over_time = np.outer(grad_out, powers)
    wx_grad = np.sum(grad_over_time[:, 1:] * X) / n
    wRec_grad = np.sum(grad_over_time[:, 1:] * S[:, :-1]) / n
    return (wx_grad, wRec_grad), grad_over_time
