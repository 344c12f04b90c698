"""Checks of least_squares as they stand in an nbgrader tests cell."""

# ruff: noqa: ANN001, ANN201 - written as in a notebook

import torch


def noisy_line(draw, count, scale, mean):
    """Points that scatter around y = -1.75 x + 6.5."""
    x = torch.randn(count, generator=draw) * scale + mean
    return x, -1.75 * x + 6.5 + 0.5 * torch.randn(count, generator=draw)


def check_one(least_squares, reference, x, y, rtol=1e-3):
    """Slope and intercept, and inputs that stay as they are."""
    given = x.clone(), y.clone()
    m, b = least_squares(*given)
    m_expected, b_expected = reference(x.clone(), y.clone())
    torch.testing.assert_close(float(m), float(m_expected), rtol=rtol, atol=1e-4 * rtol)
    torch.testing.assert_close(float(b), float(b_expected), rtol=rtol, atol=1e-4 * rtol)
    torch.testing.assert_close(given, (x, y), rtol=0, atol=0)


def check(least_squares, reference):
    """Every case of the hidden tests."""
    draw = torch.Generator().manual_seed(1)
    for count, scale, mean in [(37, 1.0, 0.5), (180, 10.0, -4.0), (60, 2.0, 1.0)]:
        check_one(least_squares, reference, *noisy_line(draw, count, scale, mean))
    x = torch.randn(25, generator=draw) + 1.0
    check_one(least_squares, reference, x, 2.5 * x - 0.75)
    check_one(least_squares, reference, torch.tensor([-1.5, 2.5]), torch.tensor([4.0, -2.0]))
    x = torch.randn(60, generator=draw, dtype=torch.float64) * 10.0 + 2000.0
    y = 0.25 * x - 300.0 + 0.5 * torch.randn(60, generator=draw, dtype=torch.float64)
    check_one(least_squares, reference, x, y, rtol=1e-8)
