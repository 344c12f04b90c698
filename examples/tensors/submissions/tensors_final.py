#!/usr/bin/env python3
"""Assignment "Tensors".  Run `python tensors_final.py` for the self-test."""
import argparse
from functools import reduce

import torch

EPS = 1e-8


def lower_right(t, k):
    if k == 0:
        return t.new_empty((0, 0))
    return t[-k:, -k:]


def keep_greater(t, threshold):
    return t[t >= threshold]


def flatten_images(x):
    return torch.stack([im.contiguous().view(-1) for im in x])


def stack_as_unsqueeze_cat(tensors, dim):
    return torch.stack(tensors, dim)


def pair_up(xs, ys):
    return [(xs[i], ys[i]) for i in range(len(xs))]


def outer_sum(row, column):
    return torch.add(*torch.broadcast_tensors(row, column.unsqueeze(-1)))


def normalize_min_max(x):
    low, high = x.min(dim=0).values, x.max(dim=0).values
    return (x - low) / (high - low + EPS)


def standardize(x):
    return (x - x.mean(dim=0)) / (x.std(dim=0, unbiased=False) + EPS)


def one_hot(labels, num_classes):
    return torch.nn.functional.one_hot(labels, num_classes)


def scatter_rows(values, index, width):
    return torch.zeros(len(values), width, dtype=values.dtype, device=values.device).scatter(0, index, values)


def trace(a):
    return torch.einsum("ii->", a)


def diagonal(a):
    return a.diagonal()


def transpose(a):
    return a.reshape(a.shape[1], a.shape[0])


def matmul(a, b):
    return reduce(torch.add, [torch.outer(a[:, j], b[j]) for j in range(a.shape[1])])


def rowwise_dot(a, b):
    return torch.einsum("ij,kj->ik", a, b)


def batched_matmul(a, b):
    return torch.bmm(a, b)


def projection_matrix(A):
    return A @ A.T / (A * A).sum()


def project(b, A):
    return projection_matrix(A) @ b


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--verbose", action="store_true")
    args, _ = parser.parse_known_args()
    a = torch.arange(9.0).reshape(3, 3)
    assert trace(a) == 12.0
    if args.verbose:
        print(diagonal(a))
    print("done")
