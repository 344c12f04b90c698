"""What one submission may weigh before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.notebook.extract import MIB, ReadingLimits


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Limits of one submission, but for the one that says ``bulk``."""

    reading: ReadingLimits = field(default_factory=ReadingLimits)
    """Of one file."""
    files: int = 200
    """Notebooks and ``.py`` files; the 2,283 notebooks looked at came with fewer than 40 beside them."""
    members: int = 20_000
    """Files of any kind that are looked at: a data set of images passes, 10^5 names do not."""
    total_bytes: int = 100 * MIB
    """Everything that is read, unpacked; also the size of a zip found inside a folder."""
    ratio: int = 200
    """Unpacked bytes per packed byte. Notebooks reach about 60 (many equal plots), a bomb 1,000."""
    ratio_floor: int = 4 * MIB
    """Below this many unpacked bytes the ratio is not looked at."""
    depth: int = 12
    """Folders within each other."""
    path_chars: int = 400
    """Length of a path inside the submission; one component may have 255 bytes on disk."""
    id_bytes: int = 120
    """UTF-8 bytes of an id, which becomes a folder name and a table's column."""
    table_bytes: int = 4 * MIB
    """Table of contents of a student's zip, which zipfile holds in memory: about 50,000 names."""
    bulk_table_bytes: int = 64 * MIB
    """Table of contents of the zip that a learning platform made of a whole cohort: about 500,000 names."""
    git_seconds: float = 30.0
    """Wall time of one git command."""
    git_listing_bytes: int = 16 * MIB
    """Output of a git command that lists; a tree of ten times ten times ... equal folders would never end."""
    git_memory_bytes: int = 2048 * MIB
    """Address space of a git command: a small pack can ask for an object of many gigabytes."""
    git_files: int = 200_000
    """Files inside ``.git``."""


DEFAULT_LIMITS = IntakeLimits()
