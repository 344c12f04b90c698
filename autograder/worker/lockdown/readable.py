"""What a worker may read: the standard library, installed packages and shared libraries; nothing of the course.

Not ``/usr`` and ``sys.prefix`` as a whole: a container image may well keep the course in ``/usr/src/app``.
"""

from __future__ import annotations

import site
import sys
import sysconfig
from pathlib import Path

SHARED_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/nix/store")
SMALL_THINGS = (
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/dev/null",
    "/dev/zero",
    "/dev/urandom",
)


def readable() -> tuple[Path, ...]:
    """Existing files and trees, none inside another, by the names they are asked for and by their real ones."""
    paths = sysconfig.get_paths()
    wanted = [
        *SHARED_LIBRARIES,
        *(paths[kind] for kind in ("stdlib", "platstdlib", "purelib", "platlib")),
        *site.getsitepackages(),
        *(f"{prefix}/lib" for prefix in (sys.prefix, sys.base_prefix)),
        *SMALL_THINGS,
    ]
    named = [Path(path).absolute() for path in wanted]
    found = {path for path in [*named, *(path.resolve() for path in named)] if path.exists()}
    return tuple(sorted(path for path in found if not found.intersection(path.parents)))
