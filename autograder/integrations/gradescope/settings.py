"""What ``run_autograder`` is told: ``settings.json`` in the zip."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "settings.json"
MARGIN = 30.0
"""Seconds between our limit and the platform's, at most; a tenth of a limit that is shorter than five minutes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Fixed when the zip is built, so that every run asks the same questions."""

    assignment: str
    seed: str
    """Of the hidden inputs: that of the course, so that a run there and one here give the same score."""
    seconds: float
    """The platform's time limit for one submission."""
    visibility: str
    """As ``--set visibility=`` was given."""
    allow_process_only: bool

    @property
    def own_seconds(self) -> float:
        """When we stop, so that there is time left to say so."""
        return self.seconds - min(MARGIN, self.seconds / 10)

    def to_json(self) -> bytes:
        """The file."""
        return f"{json.dumps(asdict(self), indent=1)}\n".encode()

    @classmethod
    def read(cls, path: Path) -> Settings:
        """The inverse of :meth:`to_json`; the file is ours, so what is wrong with it is a fault."""
        return cls(**json.loads(path.read_bytes()))
