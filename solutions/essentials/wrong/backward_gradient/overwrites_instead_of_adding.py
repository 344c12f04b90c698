HINT = {
    "en": "After the loop, which time steps are still in wx_grad and wRec_grad?",
    "ko": "반복문이 끝났을 때 wx_grad와 wRec_grad에는 어느 시점의 값이 남아 있나요?",
}

import numpy as np


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    for k in range(X.shape[1], 0, -1):
        wx_grad = np.mean(grad_over_time[:, k] * X[:, k - 1])
        wRec_grad = np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    return (wx_grad, wRec_grad), grad_over_time
