"""Prose cells: pictures and other files they name move into the assignment's assets."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from autograder.integrations.nbgrader.adopting.source import SourceCell

_LINK = re.compile(r"""(\]\(\s*|src\s*=\s*["'])([^)\s"'#?]+)""")
_ATTACHMENT = "attachment:"


class Assets:
    """Files of the course that the notebook names, as they are found; the new notebook has them in ``assets/``.

    Args:
        folder: of the source notebook.

    """

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, bytes] = {}
        """By name below ``assets/``."""
        self._folder = folder

    def add(self, name: str) -> str:
        """The new name of a file beside the notebook; empty if there is no such file."""
        path = self._folder / name
        inside = path.resolve().is_relative_to(self._folder.resolve())
        if not name or Path(name).is_absolute() or not inside or path.is_symlink() or not path.is_file():
            return ""
        plain = path.resolve().relative_to(self._folder.resolve()).as_posix()
        self.files[plain] = path.read_bytes()
        return f"assets/{plain}"

    def attach(self, name: str, content: bytes) -> str:
        """The name of a picture that lay inside a cell; another one of that name stays apart."""
        plain = name
        for count in range(2, 1000):
            if self.files.get(plain, content) == content:
                break
            plain = f"{Path(name).stem}-{count}{Path(name).suffix}"
        self.files[plain] = content
        return f"assets/{plain}"

    def add_named_in(self, code: str) -> tuple[str, ...]:
        """Copy the files beside the notebook whose names stand in some code; returns their old names."""
        found = []
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            named = path.suffix not in (".ipynb", ".py") and f"{name}" in code
            if named and not any(part.startswith((".", "__pycache__")) for part in Path(name).parts) and self.add(name):
                found.append(name)
        return tuple(found)


def prose(cell: SourceCell, text: str, assets: Assets) -> str:
    """The text of a prose cell with its links turned to where the files are now."""

    def turned(link: re.Match[str]) -> str:
        target = unquote(link[2])
        if target.startswith(_ATTACHMENT):
            name = re.sub(r"[^\w.-]", "_", target.removeprefix(_ATTACHMENT))
            new = assets.attach(name, cell.attachments[name]) if name in cell.attachments else ""
        else:
            new = assets.add(target)
        return f"{link[1]}{new}" if new else link[0]

    return _LINK.sub(turned, text)
