"""The rest of torch that has a word about devices: generators, default devices, compilers, mixed precision."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils import _device

from autograder.worker.emulated.errors import NotEmulated
from autograder.worker.emulated.places import THE_DEVICE
from autograder.worker.emulated.randomness import Randomness

_NativeGenerator: Any = torch._C.Generator


def replace_the_rest(randomness: Randomness) -> None:
    """What ``torch`` offers beside tensors and ``torch.cuda``."""
    torch.Generator = _generator_class(randomness)  # type: ignore[misc]
    _replace_default_device()
    _replace_accelerator()
    _replace_module_moves()
    _refuse_compilers()


def _generator_class(randomness: Randomness) -> Any:
    class OfEitherDevice(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, _NativeGenerator)

        def __call__(cls, device: Any = "cpu") -> Any:
            device = torch.device(device)
            return randomness.new() if device.type == "cuda" else _NativeGenerator(device)

    class Generator(metaclass=OfEitherDevice):
        """``torch.Generator``."""

    return Generator


def _replace_default_device() -> None:
    """``with torch.device("cuda")`` and ``set_default_device``: torch needs the number of the device as well."""
    init = _device.DeviceContext.__init__

    def numbered(self: Any, device: Any) -> None:
        device = torch.device(device)
        init(self, THE_DEVICE if device.type == "cuda" and not device.index else device)

    _device.DeviceContext.__init__ = numbered  # type: ignore[method-assign]


def _replace_accelerator() -> None:
    torch.accelerator.current_accelerator = lambda check_available=False: torch.device("cuda")  # noqa: ARG005
    torch.backends.cuda.is_built = lambda: True
    torch.backends.cudnn.is_acceptable = lambda _tensor: False


def _replace_module_moves() -> None:
    """``module.to("cuda")`` keeps its parameters, as on a GPU: an optimizer made before still holds them."""
    compatible = torch._has_compatible_shallow_copy_type

    def has_compatible_type(input: torch.Tensor, from_: torch.Tensor) -> bool:  # noqa: A002 - torch's names
        return input.is_cpu != from_.is_cpu or compatible(input, from_)

    torch._has_compatible_shallow_copy_type = has_compatible_type


def _refuse_compilers() -> None:
    def refuse_to_compile(*_arguments: Any, **_keywords: Any) -> Any:
        raise NotEmulated(
            "torch.compile", "the emulated device runs operators one by one; remove the call to grade here"
        )

    enter: Any = torch.autocast.__enter__

    def enter_checked(self: Any) -> Any:
        if self.device == "cuda" and self._enabled:
            raise NotEmulated("torch.autocast", "mixed precision is the GPU's own")
        return enter(self)

    torch.compile = refuse_to_compile
    torch.autocast.__enter__ = enter_checked  # type: ignore[method-assign]
