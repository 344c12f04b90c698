"""What a zygote is started with."""

from __future__ import annotations

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
    control: int = CONTROL
    """Descriptor of the control socket at the start."""
    debug: bool = False
    """Keep standard error, so that a failing start shows its traceback."""

    def to_json(self) -> str:
        """The inverse of :meth:`from_json`."""
        data = {"layers": sorted(self.layers), "preload": self.preload, "control": self.control, "debug": self.debug}
        return json.dumps(data)

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
        return cls(frozenset(map(Layer, data["layers"])), tuple(data["preload"]), data["control"], data["debug"])
