HINT = {
    "en": "Which state is multiplied by wRec to make S_k? That is the one its gradient needs.",
    "ko": "S_k를 만들 때 wRec과 곱해지는 것은 어느 시점의 상태인가요? 기울기에도 그 상태가 필요합니다.",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        wRec_grad += np.mean(grad_over_time[:, k] * S[:, k])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    return (wx_grad, wRec_grad), grad_over_time
