"""Our own package as a wheel, made from what is installed here: what is pinned is what graded the course so far."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement  # pytest needs it as well

from autograder.integrations.gradescope.archive import zipped

NAME = "autograder"
TAGS = "py3-none-any"


def wheel() -> tuple[str, bytes]:
    """The file's name, which pip reads, and its content; equal code gives equal bytes."""
    installed = metadata.distribution(NAME)
    stem = f"{NAME}-{installed.version}"
    about = f"{stem}.dist-info"
    package = Path(__file__).parents[2]
    files = {
        f"{NAME}/{file.relative_to(package).as_posix()}": file.read_bytes() for file in sorted(package.rglob("*.py"))
    }
    files |= {
        f"{about}/METADATA": _described(installed),
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: true\nTag: {TAGS}\n".encode(),
        f"{about}/entry_points.txt": (installed.read_text("entry_points.txt") or "").encode(),
    }
    lines = [f"{name},{_digest(content)},{len(content)}" for name, content in files.items()]
    record = "\n".join([*lines, f"{about}/RECORD,,", ""]).encode()
    return f"{stem}-{TAGS}.whl", zipped(files | {f"{about}/RECORD": record})


def pins(roots: tuple[str, ...]) -> str:
    """``constraints.txt``: the versions that are installed here of us, of ``roots`` and of all they need.

    Args:
        roots: names of further distributions; one that is not installed is left out.

    """
    found: dict[str, str] = {}
    waiting = [NAME, *roots]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        if not is_installed(name):
            continue
        installed = metadata.distribution(name)
        found[name] = installed.version.partition("+")[0]  # a build for a GPU, or for none, is the same version
        waiting += _needs(installed)
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()) if name != NAME)


def extra(name: str) -> Iterator[str]:
    """The requirements of one of our optional parts."""
    for line in metadata.distribution(NAME).requires or ():
        marker = Requirement(line).marker
        if marker and marker.evaluate({"extra": name}) and not marker.evaluate({"extra": ""}):
            yield line


def is_installed(name: str) -> bool:
    """Whether a distribution of that name is."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def normalized(name: str) -> str:
    """The name as constraints write it."""
    return name.lower().replace("_", "-")


def _described(installed: metadata.Distribution) -> bytes:
    return (installed.read_text("METADATA") or installed.read_text("PKG-INFO") or "").encode()


def _needs(installed: metadata.Distribution) -> Iterator[str]:
    for line in installed.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield normalized(requirement.name)


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
