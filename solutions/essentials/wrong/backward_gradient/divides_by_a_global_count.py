HINT = {
    "en": "The number of samples comes from a variable of another cell. Take it from the argument.",
    "ko": "표본 개수를 다른 셀의 변수에서 가져오고 있습니다. 인수에서 구해 보세요.",
}

import numpy as np

n_samples = 20


def backward_gradient(X, S, grad_out, wRec):
    grad_over_time = np.zeros((X.shape[0], X.shape[1] + 1))
    grad_over_time[:, -1] = grad_out
    wx_grad = 0
    wRec_grad = 0
    for k in range(X.shape[1], 0, -1):
        wx_grad += np.sum(grad_over_time[:, k] * X[:, k - 1]) / n_samples
        wRec_grad += np.sum(grad_over_time[:, k] * S[:, k - 1]) / n_samples
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    return (wx_grad, wRec_grad), grad_over_time
