import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    for k in reversed(range(X.shape[1])):
        wx_grad += (grad_over_time[:, k + 1] @ X[:, k]) / X.shape[0]
        wRec_grad += np.dot(grad_over_time[:, k + 1], S[:, k]) / len(S)
        grad_over_time[:, k] = grad_over_time[:, k + 1] * wRec
    return (wx_grad, wRec_grad), grad_over_time
