"""Checks of conv_output_size as they stand in an nbgrader tests cell."""

# ruff: noqa: ANN001, ANN201 - written as in a notebook

import numbers
import random

KNOWN = [(227, 11, 4, 0), (27, 5, 1, 2), (32, 4, 2, 1), (10, 3, 4), (11, 3, 4), (12, 3, 4)]
DILATED = [(33, 3, 1, 0, 2), (40, 4, 1, 3, 3)]
JUST_FITS = [(5, 5), (3, 5, 2, 1), (7, 4, 3, 0, 2)]
DOES_NOT_FIT = [(4, 5), (3, 5, 4), (2, 7, 1, 2), (6, 4, 1, 0, 2)]


def any_layer(draw):
    """A layer whose kernel fits."""
    kernel_size, stride = draw.randint(1, 7), draw.randint(1, 5)
    padding, dilation = draw.randint(0, 4), draw.randint(1, 3)
    just_fits = max(1, dilation * (kernel_size - 1) + 1 - 2 * padding)
    return just_fits + draw.randint(0, 40), kernel_size, stride, padding, dilation


def check(conv_output_size, reference):
    """Every case of the hidden tests."""
    draw = random.Random(4)
    for layer in [*KNOWN, *DILATED, *(any_layer(draw) for _ in range(25)), *JUST_FITS]:
        size, expected = conv_output_size(*layer), reference(*layer)
        assert isinstance(size, numbers.Integral), f"the size must be an int, not {size!r}"
        assert size == expected, f"{layer}: {size} instead of {expected}"
    for layer in DOES_NOT_FIT:
        try:
            conv_output_size(*layer)
        except ValueError:
            continue
        raise AssertionError(f"{layer} does not fit, which must raise ValueError")
