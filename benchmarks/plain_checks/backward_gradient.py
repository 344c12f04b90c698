"""Checks of backward_gradient as they stand in an nbgrader tests cell."""

# ruff: noqa: ANN001, ANN201, N803, N806 - written as in a notebook

import numpy as np


def states(draw, samples, steps, wRec):
    """X, S, grad_out and wRec of a forward pass with wx = 1.5 from a start state that is not zero."""
    X = draw.normal(0.5, 1.0, (samples, steps))
    S = draw.normal(1.0, 1.0, (samples, steps + 1))
    for k in range(1, steps + 1):
        S[:, k] = S[:, k - 1] * wRec + X[:, k - 1] * 1.5
    return X, S, draw.normal(1.0, 1.0, samples), wRec


def check_one(backward_gradient, reference, X, S, grad_out, wRec):
    """Both gradients, the gradient over time, and inputs that stay as they are."""
    given = X.copy(), S.copy(), grad_out.copy()
    (wx, w_rec), over_time = backward_gradient(*given, wRec)
    (wx_expected, w_rec_expected), over_time_expected = reference(X.copy(), S.copy(), grad_out.copy(), wRec)
    np.testing.assert_allclose(wx, wx_expected, rtol=1e-7)
    np.testing.assert_allclose(w_rec, w_rec_expected, rtol=1e-7)
    np.testing.assert_allclose(over_time, over_time_expected, rtol=1e-7)
    for after, before in zip(given, (X, S, grad_out), strict=True):
        np.testing.assert_array_equal(after, before)


def check(backward_gradient, reference):
    """Every case of the hidden tests."""
    draw = np.random.default_rng(3)
    sizes = [(7, 4, 0.75), (12, 5, 1.25), (5, 6, -0.5), (6, 1, 0.5), (3, 11, -1.25), (50, 2, -1.25)]
    for samples, steps, w_rec in sizes:
        check_one(backward_gradient, reference, *states(draw, samples, steps, w_rec))
