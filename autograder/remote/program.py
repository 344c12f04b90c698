"""What is loaded beside a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Program:
    """What is loaded beside the submission's own cells; the same for every student."""

    exercises: tuple[str, ...]
    promised: tuple[str, ...]
    """Packages the manifest promises."""
    skeletons: Mapping[str, str] = field(default_factory=dict)
    provided: str = ""
    """Text of the assignment's public ``provided.py``."""
    output_limit: int = 64 << 10
    """Characters of what is printed that are kept."""
    memory_limit: int = 1 << 30
    """Bytes it may take of a GPU."""
