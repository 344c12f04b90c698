import numpy as np
import torch


def difference_quotient(f, x, h=1e-7):
    return (f(x + h) - f(x)) / h


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    val = init_point
    diff = difference_quotient(f, val)
    while np.abs(float(diff)) > epsilon:
        val = torch.sub(val, diff, alpha=lr_rate)
        diff = difference_quotient(f, val)
    return val.item()
