"""Handwritten digits for these tests: 8 x 8 pixels with values from 0 to 1, bundled with scikit-learn."""

import torch
from sklearn.datasets import load_digits


def two_digits(a, b):
    """All images of two digits in a mixed order, shape (N, 8, 8), and whether each is the first of them, shape (N,)."""
    digits = load_digits()
    chosen = (digits.target == a) | (digits.target == b)
    images = torch.from_numpy(digits.images[chosen]).float() / 16  # 16 grey levels: exact in every dtype
    return images, torch.from_numpy(digits.target[chosen] == a)
