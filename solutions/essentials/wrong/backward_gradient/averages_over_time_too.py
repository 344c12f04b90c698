HINT = {
    "en": "Over which of the two axes does the statement take a mean, and over which a sum?",
    "ko": "두 축 가운데 어느 쪽으로 평균을 내고 어느 쪽으로 합을 내는지 다시 읽어 보세요.",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    steps = X.shape[1]
    grad_over_time = np.zeros((X.shape[0], steps + 1))
    grad_over_time[:, -1] = grad_out
    for k in range(steps, 0, -1):
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    wx_grad = np.mean(grad_over_time[:, 1:] * X)
    wRec_grad = np.mean(grad_over_time[:, 1:] * S[:, :-1])
    return (wx_grad, wRec_grad), grad_over_time
