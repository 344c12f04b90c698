"""The device a worker is for: where arguments go when they arrive, and whose random numbers a test starts."""

from __future__ import annotations

from typing import Protocol

import torch

from autograder.worker.emulated import Emulation, as_not_emulated, install, on_device


class Home(Protocol):
    """The device of one worker."""

    name: str
    """What a submission calls it."""

    def place(self, block: torch.Tensor) -> torch.Tensor:
        """Memory that has arrived, as memory of this device."""
        ...

    def seed(self, seed: int) -> None:
        """Start the generators of a test beside that of the CPU."""
        ...

    def not_emulated(self, error: BaseException | None) -> str:
        """The operator that could not be emulated since the last time; empty if all went as on a GPU."""
        ...


class Cpu:
    """The CPU."""

    name = "cpu"

    def place(self, block: torch.Tensor) -> torch.Tensor:
        """It lies where it belongs."""
        return block

    def seed(self, seed: int) -> None:
        """There are no others."""

    def not_emulated(self, error: BaseException | None) -> str:  # noqa: ARG002 - a Home
        """Nothing is."""
        return ""


class Emulated:
    """The emulated accelerator, which this process has from now on."""

    name = "cuda"

    def __init__(self, emulation: Emulation) -> None:
        self._emulation = install(emulation)

    def place(self, block: torch.Tensor) -> torch.Tensor:
        """The same bytes under the device's name."""
        return on_device(block)

    def seed(self, seed: int) -> None:
        """The device's own generator."""
        self._emulation.randomness.default.manual_seed(seed)

    def not_emulated(self, error: BaseException | None) -> str:
        """The first operator, also where a bare ``except:`` swallowed it."""
        limit = as_not_emulated(error) if error is not None else None  # first: that may remember one
        refused = self._emulation.refused()
        return refused[0] if refused else limit.operator if limit is not None else ""


class Cuda:
    """A GPU, which this process starts now: its driver does not survive a fork.

    Args:
        memory: bytes a submission may allocate on it.

    """

    name = "cuda"

    def __init__(self, memory: int) -> None:
        _make_deterministic()
        torch.cuda.init()  # type: ignore[no-untyped-call]
        total = torch.cuda.get_device_properties(0).total_memory
        torch.cuda.set_per_process_memory_fraction(min(1.0, memory / total), 0)

    def place(self, block: torch.Tensor) -> torch.Tensor:
        """A copy on the GPU."""
        return block.to("cuda")

    def seed(self, seed: int) -> None:
        """The GPU's generator."""
        torch.cuda.default_generators[0].manual_seed(seed)

    def not_emulated(self, error: BaseException | None) -> str:  # noqa: ARG002 - a Home
        """Nothing is."""
        return ""


def _make_deterministic() -> None:
    """The same result on every run, in full precision: TF32 keeps 10 bits of a float32."""
    torch.use_deterministic_algorithms(mode=True, warn_only=True)
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False


class Homes:
    """The devices that a worker of this process can be for."""

    def __init__(self, emulation: Emulation | None = None) -> None:
        self._emulation = emulation

    def home(self, device: str, memory: int) -> Home:
        """Make this process a worker for a device, for good; ``memory`` in bytes bounds what it may take of a GPU."""
        if device == "cuda":
            return Cuda(memory)
        if device == "emulated" and self._emulation is not None:
            return Emulated(self._emulation)
        return Cpu()
