"""Checks of attention as they stand in an nbgrader tests cell."""

# ruff: noqa: ANN001, ANN002, ANN201 - written as in a notebook

import random

import torch


def triple(draw, *leading, queries=5, keys=7, d_k=4, d_v=3, scale=1.0, dtype=torch.float32):
    """Query, key and value in which no two sizes are alike."""
    shapes = [(*leading, queries, d_k), (*leading, keys, d_k), (*leading, keys, d_v)]
    return [torch.randn(shape, generator=draw, dtype=dtype) * scale for shape in shapes]


def random_mask(draw, *shape):
    """A boolean tensor."""
    return torch.rand(shape, generator=draw) < 0.5


def check_one(attention, reference, inputs, mask=None):
    """Output and weights, and inputs that stay as they are."""
    masks = [] if mask is None else [mask]
    given = [tensor.detach().clone().requires_grad_(tensor.requires_grad) for tensor in (*inputs, *masks)]
    actual = attention(*given)
    expected = reference(*[tensor.detach().clone() for tensor in (*inputs, *masks)])
    for mine, right in zip(actual, expected, strict=True):
        torch.testing.assert_close(mine.detach(), right, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close([tensor.detach() for tensor in given], [*inputs, *masks], rtol=0, atol=0)


def check_masks(attention, reference, draw):
    """Keys that are masked, a query without any, masks that broadcast."""
    mask = random_mask(draw, 2, 5, 7)
    mask[..., 0], mask[..., 3] = True, False
    check_one(attention, reference, triple(draw, 2), mask)
    mask = random_mask(draw, 5, 7)
    mask[:, 2], mask[3] = True, False
    check_one(attention, reference, triple(draw), mask)
    numbers = random.Random(5)
    for _ in range(12):
        leading = [numbers.randint(1, 3) for _ in range(numbers.randint(0, 3))]
        sizes = {"queries": numbers.randint(1, 5), "keys": numbers.randint(2, 6)}
        sizes |= {"d_k": numbers.randint(2, 5), "d_v": numbers.randint(1, 4)}
        mask = random_mask(draw, sizes["keys"])
        mask[0] = True
        check_one(attention, reference, triple(draw, *leading, **sizes), mask)


def check_order(attention, reference, draw):
    """Keys and values in another order."""
    order = torch.tensor([3, 0, 6, 2, 5, 1, 4])
    query, key, value = triple(draw)
    output, weights = attention(query, key[order], value[order])
    expected_output, expected_weights = reference(query, key, value)
    torch.testing.assert_close(output, expected_output, rtol=1e-4, atol=1e-5)
    torch.testing.assert_close(weights[:, order.argsort()], expected_weights, rtol=1e-4, atol=1e-5)


def gradients(attention, inputs):
    """What reaches query, key and value from the squared output."""
    output, _ = attention(*inputs)
    return torch.autograd.grad(output.square().sum(), inputs)


def check(attention, reference):
    """Every case of the hidden tests."""
    draw = torch.Generator().manual_seed(5)
    check_one(attention, reference, triple(draw))
    check_one(attention, reference, triple(draw, 2, 3, scale=3.0))
    check_masks(attention, reference, draw)
    check_order(attention, reference, draw)
    query, key, value = triple(draw, dtype=torch.float64)
    check_one(attention, reference, [query + 3.0, key + 259.0, value + 3.0])
    inputs = triple(draw, queries=2, keys=4, d_v=2, d_k=3, dtype=torch.float64)
    inputs = [tensor.requires_grad_() for tensor in inputs]
    for mine, right in zip(gradients(attention, inputs), gradients(reference, inputs), strict=True):
        torch.testing.assert_close(mine, right)
