HINT = {
    "en": "Both weight gradients are right. Look at the columns of grad_over_time before the last one.",
    "ko": "두 가중치의 기울기는 맞습니다. grad_over_time에서 마지막 열 앞의 열들을 살펴보세요.",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    grad = grad_out
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.mean(grad * X[:, k - 1])
        wRec_grad += np.mean(grad * S[:, k - 1])
        grad = grad * wRec
    return (wx_grad, wRec_grad), grad_over_time
