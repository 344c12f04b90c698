import numpy as np


def backward_gradient(
    X: np.ndarray, S: np.ndarray, grad_out: np.ndarray, wRec: float
) -> tuple[tuple[float, float], np.ndarray]:
    """Backpropagation through time (시간에 따른 역전파) for a linear recurrent network.

    The states follow S_k = S_{k-1} wRec + X_k wx for k = 1, ..., T. The input X_k is column k-1 of X,
    the state S_k is column k of S.

    Args:
        X: inputs, float64 array of shape (N, T): N samples, T time steps.
        S: states, float64 array of shape (N, T+1); column 0 is the start state.
        grad_out: float64 array of shape (N,): for each sample, the gradient of its loss with respect to S_T.
        wRec: the recurrent weight, a number.

    Returns:
        ((wx_grad, wRec_grad), grad_over_time). The two gradients are numbers: the mean over the samples
        of the sum over the time steps. grad_over_time is a float64 array of shape (N, T+1): column k is
        the gradient with respect to S_k, so its last column is grad_out.
        The arguments are left unchanged.

    >>> X, S = np.array([[1.0, 2.0]]), np.array([[0.0, 1.0, 2.5]])
    >>> (wx_grad, wRec_grad), grad_over_time = backward_gradient(X, S, np.array([4.0]), wRec=0.5)
    >>> float(wx_grad), float(wRec_grad)
    (10.0, 4.0)
    >>> grad_over_time.tolist()
    [[1.0, 2.0, 4.0]]
    """
    ### BEGIN SOLUTION
    N, T = X.shape
    grad_over_time = np.zeros((N, T + 1))
    grad_over_time[:, T] = grad_out
    wx_grad = 0.0
    wRec_grad = 0.0
    for k in range(T, 0, -1):
        wx_grad += np.mean(grad_over_time[:, k] * X[:, k - 1])
        wRec_grad += np.mean(grad_over_time[:, k] * S[:, k - 1])
        grad_over_time[:, k - 1] = grad_over_time[:, k] * wRec
    return (wx_grad, wRec_grad), grad_over_time
    ### END SOLUTION
