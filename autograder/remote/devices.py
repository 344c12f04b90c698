"""How a hidden test speaks of devices: the case's own, and the CPU for what has to stay there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from autograder.model import Device


class CaseDevice(str):
    """The device of the running case, as an argument: ``cpu`` for the reference, which runs in the judge.

    The submission gets what it has to write itself: ``cpu``, or ``cuda`` on a GPU and on the emulated accelerator.
    """

    token: Device
    """Which one it is."""

    __slots__ = ("token",)

    @classmethod
    def of(cls, token: Device) -> Self:
        """The argument for a case on this device."""
        made = cls(Device.CPU.value)
        made.token = token
        return made


@dataclass(frozen=True, slots=True, eq=False)
class OnCpu:
    """An argument whose tensors stay on the CPU while all others go to the case's device."""

    value: Any
