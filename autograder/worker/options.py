"""What a zygote is started with."""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass

from autograder.worker.lockdown.order import Layer

CONTROL = 3
"""Where a zygote keeps its control socket."""


@dataclass(frozen=True, slots=True)
class Options:
    """The one argument of ``python -m autograder.worker``; holds no secret, a worker can read it."""

    layers: frozenset[Layer]
    """What guards its workers."""
    preload: tuple[str, ...] = ()
    """Packages to import and warm before the first fork; those that are not installed are skipped."""
    emulated: bool = False
    """Prepare the emulated accelerator, for the workers that are to have it."""
    control: int = CONTROL
    """Descriptor of the control socket at the start."""
    debug: bool = False
    """Keep standard error, so that a failing start shows its traceback."""

    def to_json(self) -> str:
        """The inverse of :meth:`from_json`."""
        return json.dumps({**dataclasses.asdict(self), "layers": sorted(self.layers)})

    def take_control(self) -> int:
        """Move the control socket to :data:`CONTROL`, below every limit on descriptors."""
        if self.control != CONTROL:
            os.dup2(self.control, CONTROL, inheritable=False)
            os.close(self.control)
        return CONTROL

    @classmethod
    def from_json(cls, text: str) -> Options:
        """Read the argument."""
        data = json.loads(text)
        data |= {"layers": frozenset(map(Layer, data["layers"])), "preload": tuple(data["preload"])}
        return cls(**data)
