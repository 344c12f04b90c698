HINT = {
    "en": "The same two weights act at every time step. Does every step contribute to their gradients?",
    "ko": "두 가중치는 모든 시점에서 똑같이 쓰입니다. 모든 시점이 기울기에 더해지고 있나요?",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    for k in range(X.shape[1], 0, -1):
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    wx_grad = np.mean(grad_out * X[:, -1])
    wRec_grad = np.mean(grad_out * S[:, -2])
    return (wx_grad, wRec_grad), grad_over_time
