HINT = {
    "en": "Write down the values your loop variable takes for T = 3. Is every time step visited?",
    "ko": "T = 3일 때 반복 변수가 갖는 값을 적어 보세요. 모든 시점을 빠짐없이 지나나요?",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    for k in range(X.shape[1] - 1, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k + 1] * X[:, k])
        wRec_grad += np.mean(grad_over_time[:, k + 1] * S[:, k])
        grad_over_time[:, k] = grad_over_time[:, k + 1] * wRec
    return (wx_grad, wRec_grad), grad_over_time
