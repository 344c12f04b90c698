"""What the emulated device raises: what CUDA would raise, and one error of its own.

The texts of CUDA are those of ``c10``, ``ATen/TensorIterator.cpp`` and ``ATen/core/adaption.cpp`` in torch 2.9 to 2.13.
"""

from __future__ import annotations

import re
from typing import ClassVar

import torch


class NotEmulated(BaseException):
    """The emulation does not know what CUDA does here; the case counts as not run, with this operator's name.

    No ``Exception``: code that swallows every one of those must not turn it into an answer. A bare ``except:`` still
    can, so every one is remembered.
    """

    remembered: ClassVar[list[str]] = []
    """The operators of all that were raised in this process, in order."""

    def __init__(self, operator: str, reason: str = "") -> None:
        self.operator = operator
        self.remembered.append(operator)
        super().__init__(f"the emulated device does not have {operator}{': ' + reason if reason else ''}")


class CannotEmulate(RuntimeError):
    """A process that cannot have the device: ``cuda`` is a GPU here, or this torch has no devices written in Python."""


_LIMITS = re.compile(
    r"not linked with support for cuda|Cannot initialize CUDA|not compiled with CUDA|INTERNAL ASSERT FAILED"
    r"|PrivateUse1HooksInterface|arguments from the '\w*(?:emulated|CUDA)' backend|module 'torch\._C' has no attribute"
)
"""What torch says where it takes the device for one that somebody wrote in C++."""


def as_not_emulated(error: BaseException) -> NotEmulated | None:
    """The limit of the emulation behind an exception of torch's, if there is one; no student is to blame for it."""
    if isinstance(error, NotEmulated):
        return error
    found = _LIMITS.search(str(error)) if isinstance(error, (RuntimeError, AssertionError, AttributeError)) else None
    return NotEmulated("torch", str(error)[:200]) if found else None


def two_devices() -> RuntimeError:
    """What element-wise operators say of a tensor on the CPU beside one on the device."""
    return RuntimeError(
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"
    )


def other_device(operator: str, argument: str, device: str, common: str) -> RuntimeError:
    """What all other operators say; ``common`` is the device of their first tensor."""
    return RuntimeError(
        f"Expected all tensors to be on the same device, but got {argument} is on {device}, different from other "
        f"tensors on {common} (when checking argument in method wrapper_CUDA_{operator})"
    )


def wrong_index_device(indexed: str) -> RuntimeError:
    """What indexing says of an index on a device that the indexed tensor does not accept."""
    return RuntimeError(f"indices should be either on cpu or on the same device as the indexed tensor ({indexed})")


def wrong_generator(wanted: str, found: str) -> RuntimeError:
    """What random operators say of a generator of another device."""
    return RuntimeError(f"Expected a '{wanted}' device type for generator but found '{found}'")


def no_such_device() -> RuntimeError:
    """What CUDA says of ``cuda:1`` on a machine with one."""
    return torch.AcceleratorError(
        "CUDA error: invalid device ordinal\nGPU device may be out of range, do you have enough GPUs?"
    )


def device_side_assert() -> RuntimeError:
    """What CUDA says, sooner or later, of an index or a label that is out of range; the CPU names it."""
    return torch.AcceleratorError("CUDA error: device-side assert triggered")


def no_numpy() -> TypeError:
    """What ``numpy()`` says of a tensor on the device."""
    return TypeError(
        "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first."
    )
