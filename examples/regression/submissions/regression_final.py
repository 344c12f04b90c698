#!/usr/bin/env python
"""Assignment "Regression", handed in as a script."""
import argparse

import sympy
import torch


def _check(a, b):
    if a.shape != b.shape:
        raise ValueError("prediction and target differ in shape: %s, %s" % (a.shape, b.shape))


def mse(prediction, target):
    _check(prediction, target)
    d = prediction - target
    return (d * d).mean()


def rmse(prediction, target):
    return torch.linalg.vector_norm(prediction - target) / len(prediction) ** 0.5


def l1_norm(prediction, target):
    return torch.where(prediction > target, prediction - target, target - prediction).mean()


class Line:
    """Least squares through the origin of centred data."""

    def __init__(self, x, y):
        self.x_mean, self.y_mean = x.mean(), y.mean()
        self.slope = self.cov(x, y) / self.cov(x, x)

    @staticmethod
    def cov(a, b):
        return ((a - a.mean()) * (b - b.mean())).sum() / (len(a) - 1)

    @property
    def intercept(self):
        return self.y_mean - self.slope * self.x_mean


def least_squares_cov(x, y):
    line = Line(x, y)
    return line.slope, line.intercept


def normal_equations(X, y):
    U, S, Vh = torch.linalg.svd(X, full_matrices=False)
    return Vh.T @ ((U.T @ y) / S)


def gradient_of_l2(X, y, beta):
    r = X @ beta - y
    of_square = 2 * X.T @ r
    length = r.norm()
    return (of_square / 2 / length if length else torch.zeros_like(beta)), of_square


def difference_quotient(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / 2 * h


def gradient_descent(fun, init_point, lr_rate=1e-2, epsilon=1e-5):
    x = sympy.Symbol("x")
    slope = sympy.diff(fun.as_expr(), x)
    point = init_point
    while True:
        step = lr_rate * float(slope.subs(x, point))
        if abs(step) < epsilon:
            return point
        point -= step


def gradient_descent_numeric(f, init_point, lr_rate=1e-2, epsilon=1e-5):
    point = init_point
    while True:
        slope = (f(point + 1e-6) - f(point - 1e-6)) / 2e-6
        if abs(slope) <= epsilon:
            return point
        point = point - lr_rate * slope


def descend_parabola(w_start, learning_rate, num_steps):
    path = [w_start]
    for _ in range(num_steps):
        x, y = path[-1]
        path.append(torch.stack([x - learning_rate * 2 * x, y - learning_rate * 3 * y]))
    return torch.stack(path)


def linear_regression_gd(X, y, learning_rate, num_steps):
    N, D = X.shape
    A = torch.hstack([torch.ones(N, 1, dtype=X.dtype, device=X.device), X])
    theta = torch.zeros(D + 1, dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        e = A @ theta - y
        losses.append(float(e @ e) / N)
        theta = theta - learning_rate / N * A.T @ e
    return theta[1:], theta[0], losses


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    N, D = X.shape
    A = torch.hstack([torch.ones(N, 1, dtype=X.dtype, device=X.device), X])
    theta = torch.zeros(D + 1, dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(N, generator=generator).to(X.device)
        for batch in order.split(batch_size):
            e = A[batch] @ theta - y[batch]
            losses.append(float(e @ e) / len(batch))
            theta = theta - 2 * learning_rate / batch_size * A[batch].T @ e
    return theta[1:], theta[0], losses


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=200)
    steps = parser.parse_args().steps
    X = torch.randn(100, 2)
    y = X @ torch.tensor([1.0, -2.0]) + 0.5
    print(linear_regression_gd(X, y, 0.1, steps)[:2])


if __name__ == "__main__":
    main()
