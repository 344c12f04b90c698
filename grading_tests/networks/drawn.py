"""Judging random weights: by their moments, with margins of more than six standard deviations."""

import torch

from autograder.testing import agree

roughly = agree.where(level={torch.float32: 0.05, torch.float64: 0.05}, ceiling=0.05, per=-1)
"""Every row of statistics may be 5 % off; with 20,000 weights and more they vary by 0.7 % at most."""


def spread(initialiser, shape, seed):
    """Standard deviation and root mean square, which are equal only around a mean of 0."""

    def measure():
        weight = initialiser(shape, torch.Generator().manual_seed(seed))
        assert tuple(weight.shape) == shape, f"the weight has shape {tuple(weight.shape)}"
        return torch.stack([weight.std(), weight.square().mean().sqrt()])[:, None]

    return measure


def form(initialiser, shape, seed):
    """What tells a bell from a block: the share within one standard deviation, and the share beyond 1.65 of them.

    In numbers: 0.68 and 0.90 below for a normal distribution, 0.58 and 0.95 for a uniform one.
    """

    def measure():
        weight = initialiser(shape, torch.Generator().manual_seed(seed))
        sizes = weight.abs() / weight.std()
        return torch.stack([(sizes < limit).to(weight.dtype).mean() for limit in (1.0, 1.65)])[:, None]

    return measure


def draws(initialiser, seed):
    """Whether two draws are equal: from generators in one state, from one that moves on, from the global one."""

    def compare():
        generator = torch.Generator().manual_seed(seed)
        twin = torch.Generator().set_state(generator.get_state())
        first, second = (initialiser((6, 9), generator=generator) for _ in range(2))
        return [
            torch.equal(first, initialiser((6, 9), generator=twin)),
            torch.equal(first, second),
            torch.equal(initialiser((6, 9)), initialiser((6, 9))),
        ]

    return compare
