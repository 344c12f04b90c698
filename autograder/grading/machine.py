"""The isolation this machine gave the last time: results of another tier are no answer to the same question.

The tier is part of the cache key (SEMANTICS 24), and finding it takes a zygote. Remembering it lets a run with nothing
to do start none; a run that does start one checks it.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from pathlib import Path

FILE = "machine.json"


def recall_tier(state: Path) -> str:
    """The tier this user had on this machine and kernel; empty if unknown."""
    with contextlib.suppress(OSError, ValueError):
        known = json.loads((state / FILE).read_text("utf-8"))
        if isinstance(known, dict):
            return str(known.get(_here(), ""))
    return ""


def remember_tier(state: Path, tier: str) -> None:
    """Keep it for the next run; a state folder that cannot be written only costs time."""
    if recall_tier(state) == tier:
        return
    with contextlib.suppress(OSError):
        state.mkdir(parents=True, exist_ok=True)
        temporary = state / f"{FILE}.{os.getpid()}"
        temporary.write_text(json.dumps({_here(): tier}), "utf-8")
        temporary.replace(state / FILE)


def _here() -> str:
    user = os.getuid() if hasattr(os, "getuid") else 0
    return f"{platform.node()} {platform.release()} uid {user}"
