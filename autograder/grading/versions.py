"""Versions of everything that can change a result, without importing any of it."""

from __future__ import annotations

import platform
from importlib import metadata

PACKAGES = ("autograder", "hypothesis", "numpy", "pytest", "sympy", "torch", "torchvision")


def versions() -> dict[str, str]:
    """By package, those that are installed, and Python."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
