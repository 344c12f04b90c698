"""Inputs of a hidden test: drawn on the CPU from the run's seed and the test's id, equal for every student."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import torch

from autograder.remote import Once


class Make:
    """The ``make`` fixture. Values are normal with the given mean and standard deviation."""

    def __init__(self, seed: int) -> None:
        self._torch = torch.Generator().manual_seed(seed)

    def tensor(
        self,
        *shape: int,
        dtype: torch.dtype = torch.float32,
        scale: float = 1.0,
        mean: float = 0.0,
        requires_grad: bool = False,
        with_grad: bool = False,
    ) -> torch.Tensor:
        """A tensor of that shape; ``with_grad`` gives a leaf whose ``.grad`` holds another one."""
        tensor = self._normal(shape, dtype, scale, mean)
        if with_grad:
            tensor.requires_grad_()
            tensor.grad = self._normal(shape, dtype, scale, mean)
        elif requires_grad:
            tensor.requires_grad_()
        return tensor

    def array(
        self, *shape: int, dtype: Any = np.float64, scale: float = 1.0, mean: float = 0.0
    ) -> np.ndarray[Any, Any]:
        """A numpy array of that shape."""
        values = torch.randn(shape, generator=self._torch, dtype=torch.float64).numpy()
        return (values * scale + mean).astype(dtype)

    def integers(self, low: int, high: int, *shape: int) -> torch.Tensor:
        """An int64 tensor of that shape with values from ``low`` to ``high - 1``."""
        return torch.randint(low, high, shape, generator=self._torch)

    def mask(self, *shape: int, keep: float = 0.5) -> torch.Tensor:
        """A boolean tensor of that shape; each element is True with probability ``keep``."""
        return torch.rand(shape, generator=self._torch) < keep

    def once(self, values: Iterable[Any]) -> Once:
        """An argument that can be iterated once: a new generator on each side (SEMANTICS 11)."""
        return Once(values)

    def _normal(self, shape: tuple[int, ...], dtype: torch.dtype, scale: float, mean: float) -> torch.Tensor:
        drawn = torch.complex128 if dtype.is_complex else torch.float64
        return (torch.randn(shape, generator=self._torch, dtype=drawn) * scale + mean).to(dtype)
