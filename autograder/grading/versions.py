"""Versions of everything that can change a result, without importing any of it."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

PACKAGES = ("autograder", "hypothesis", "numpy", "pytest", "sympy", "torch", "torchvision")
DISTRIBUTIONS = {"sklearn": "scikit-learn", "PIL": "pillow", "cv2": "opencv-python", "skimage": "scikit-image"}
"""Names under which packages are installed, where they are not the ones they are imported by."""


def versions(further: Iterable[str] = ()) -> dict[str, str]:
    """By package, those that are installed, and Python.

    Args:
        further: other packages that a submission may import, by the names they are imported by.

    """
    found = {"python": platform.python_version()}
    for name in dict.fromkeys((*PACKAGES, *further)):
        try:
            found[name] = metadata.version(DISTRIBUTIONS.get(name, name))
        except metadata.PackageNotFoundError:
            continue
    if "autograder" in found:
        found["autograder"] += f"+{_code()}"
    return found


def _code() -> str:
    """A digest of our own code: a checkout changes without another version number."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
