"""From the name of a file or folder to the id of a submission."""

from __future__ import annotations

import hashlib
import unicodedata

from autograder.errors import SubmissionRefused
from autograder.intake.limits import IntakeLimits

TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Bidirectional classes that reorder the rest of a line."""


def student_id(name: str, limits: IntakeLimits) -> str:
    """The id that a file stem or folder name stands for: NFC, printable, one line, usable as a folder name.

    What has no shape of its own (the joiners inside emoji, soft hyphens, unassigned code points) is left out; a name
    longer than the limit is cut and ends in a digest of the whole.

    Raises:
        SubmissionRefused: control or direction characters, bytes that are no text, or nothing left.

    """
    for char in name:
        if unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in TURNING:
            raise SubmissionRefused(
                "has a name with control characters or broken text",
                tip="rename it and grade again",
            )
    text = unicodedata.normalize("NFC", name).replace("/", "_").replace("\\", "_")
    words = "".join(char if char.isprintable() or char.isspace() else "" for char in text).split()
    text = _bounded(" ".join(words), limits.id_bytes)
    if text.strip(".") == "":
        raise SubmissionRefused("has a name that gives no id", tip="rename it and grade again")
    return text


def _bounded(text: str, size: int) -> str:
    data = text.encode()
    if len(data) <= size:
        return text
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{data[: size - 9].decode(errors='ignore')}~{digest}"
