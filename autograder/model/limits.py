"""What one submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one submission on one device."""

    call_seconds: float = 5.0
    """Wall time of one remote call, callbacks not counted."""
    load_seconds: float = 20.0
    """Wall time of loading the submission."""
    total_seconds: float = 120.0
    """Wall time of everything a submission runs on one device."""
    memory_mb: int = 1024
    """Memory on top of what the zygote already holds, in MiB."""
    output_kb: int = 64
    """How much of what the student prints is kept, in KiB."""
