"""The device of one process: its kernels, its random numbers, and what it was asked for in vain.

What was chosen, and what was tried instead (torch 2.13, CPU build):

* PrivateUse1 under a name of our own; ``rename_privateuse1_backend`` refuses ``cuda``. With CUDA's own key the autograd
  engine of a build without CUDA stops ("Cannot access accelerator device when none is available"), and a build with
  CUDA would need every one of 1,000 kernels replaced. So ``tensors`` and ``facade`` say ``cuda``.
* Plain tensors made by DLPack, not a wrapper subclass with a dispatch mode: ``type(x) is torch.Tensor``, parameters
  keep their identity in ``module.to``, views, versions and storages are torch's. Threads of a student see the device
  too, but cannot run a backward pass on it.
* Kernels by ``torch.library`` at the backend's key. One operator costs 6 us (one tensor) to 10 us (two) more than on
  the CPU. Training: an MLP with Adam 2.6 times the CPU's time, a small CNN 1.2, a GRU of 20 steps 3.2 to 4.8.
* Factories are also registered for CUDA's key, which is where ``torch.zeros(2, device="cuda")`` is dispatched.
* Recurrent layers are taken apart by torch itself; their fused cells (see ``special``) are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from autograder.worker.emulated.errors import NotEmulated
from autograder.worker.emulated.kernels import Kernel, Operator, kernel_for
from autograder.worker.emulated.operators import FACTORIES, OPERATORS
from autograder.worker.emulated.randomness import Randomness
from autograder.worker.emulated.special import ON_METADATA, on_metadata, special_kernels

REFUSED_KEYS = tuple(
    kind + device
    for device in ("PrivateUse1", "CUDA")
    for kind in ("", "Sparse", "SparseCsr", "Quantized", "NestedTensor")
)
"""Dispatch keys at which an operator without a kernel is refused by name."""
_Library: Any = torch.library.Library


class Emulation:
    """The device of this process; it keeps its kernels alive."""

    def __init__(self) -> None:
        self.randomness = Randomness()
        self._libraries: list[Any] = []

    def register(self) -> None:
        """Kernels for every operator on the list; any other raises :class:`NotEmulated`."""
        device = _Library("aten", "IMPL", "PrivateUse1")
        cuda = _Library("aten", "IMPL", "CUDA")
        for name, kernel in self.kernels():
            device.impl(name, kernel, "PrivateUse1")
            if name in FACTORIES:  # dispatched by the device that is asked for, and code asks for cuda
                cuda.impl(name, kernel, "CUDA", allow_override=True)
        fallback = _Library("_", "IMPL")
        for key in REFUSED_KEYS:
            fallback.fallback(_refuse, key)
        self._libraries = [device, cuda, fallback]

    def kernels(self) -> Iterator[tuple[str, Kernel]]:
        """Every operator of the device with its kernel."""
        for name in (*FACTORIES, *OPERATORS):
            yield name, kernel_for(operator(name), self.randomness)
        for name in ON_METADATA:
            yield name, on_metadata(operator(name))
        yield from special_kernels(self.randomness).items()

    def refused(self) -> list[str]:
        """Operators that were asked for in vain since the last time, in order; a bare ``except:`` may hide one."""
        refused = list(NotEmulated.remembered)
        NotEmulated.remembered.clear()
        return refused


def _refuse(overload: Any, *_arguments: Any, **_keywords: Any) -> Any:
    raise NotEmulated(overload.name())


def operator(name: str) -> Operator:
    """The overload with this name of the schema, like ``add.Tensor``."""
    packet, _, overload = name.partition(".")
    found: Operator = getattr(getattr(torch.ops.aten, packet), overload or "default")
    return found
