"""The device's random numbers: a generator of its own, which ``torch.manual_seed`` seeds too.

The same seed gives other numbers than on the CPU, as on a GPU: code that counts on equal numbers must fail here too.
"""

from __future__ import annotations

import weakref
from typing import Any, Self

import torch

from autograder.worker.emulated.errors import wrong_generator

_NOT_THE_CPUS = 0x1E3779B97F4A7C15
_64_BITS = (1 << 64) - 1
_FIRST_SEED = 67280421310721
"""``c10::detail::default_rng_seed_val``."""
_NativeGenerator: Any = torch._C.Generator


class DeviceGenerator(_NativeGenerator):  # type: ignore[misc]
    """``torch.Generator(device="cuda")``: a generator of the CPU underneath, seeded away from the CPU's."""

    def __new__(cls) -> Self:
        """Torch's generator of the CPU, as this class."""
        return super().__new__(cls, device="cpu")  # type: ignore[no-any-return]

    def __init__(self) -> None:
        self.manual_seed(_FIRST_SEED)

    @property
    def device(self) -> torch.device:
        """What ``torch.Generator.device`` says."""
        return torch.device("cuda", 0)

    def manual_seed(self, seed: int) -> DeviceGenerator:
        """Start again from a seed."""
        self._seed = int(seed) & _64_BITS
        super().manual_seed(self._seed ^ _NOT_THE_CPUS)
        return self

    def initial_seed(self) -> int:
        """The seed that was given."""
        return self._seed

    def seed(self) -> int:
        """Start again from a seed of the system."""
        self.manual_seed(super().seed())
        return self._seed

    def clone_state(self) -> DeviceGenerator:
        """Another generator in the same state."""
        clone = DeviceGenerator()
        clone.manual_seed(self._seed)
        clone.set_state(self.get_state())
        return clone


class Randomness:
    """The device's generators: which there are, and which one an operator uses."""

    def __init__(self) -> None:
        self._by_address: weakref.WeakValueDictionary[int, DeviceGenerator] = weakref.WeakValueDictionary()
        self.default = self.new()

    def new(self) -> DeviceGenerator:
        """A generator of the device."""
        generator = DeviceGenerator()
        self._by_address[generator._cdata] = generator
        return generator

    def used_for(self, generator: Any) -> DeviceGenerator:
        """The generator for an operator of the device that was given this one, or none.

        An operator sees another Python object than the caller's; what both stand for is at one address.
        """
        if generator is None:
            return self.default
        known = self._by_address.get(generator._cdata)
        if known is None:
            raise wrong_generator("cuda", "cpu")
        return known

    def refuse_on_cpu(self, generator: Any) -> None:
        """Raise what an operator of the CPU says of a generator of the device."""
        if isinstance(generator, DeviceGenerator):
            raise wrong_generator("cpu", "cuda")
