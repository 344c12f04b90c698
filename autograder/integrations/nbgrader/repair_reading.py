"""Reading a submitted notebook: nbconvert's reader fails on some before any step has seen them."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.errors import SubmissionRefused
from autograder.integrations.nbgrader.repair import NOTES, Repair
from autograder.integrations.nbgrader.repairing import Damage, KnownNotebook, Normal, Note, read_notebook
from autograder.notebook.extract import DEFAULT_LIMITS


class RepairingExporter(NotebookExporter):
    """What ``Autograde.exporter_class`` is set to: hands :class:`Repair` any file, readable or not."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)  # type: ignore[no-untyped-call]
        self.known_notebooks: dict[tuple[str, str], KnownNotebook] = {}
        """What the gradebook says, by assignment and notebook, for the one command that this exporter lives for."""
        self.valid_metadata: set[str] = set()
        """Metadata of cells that was checked; see :mod:`.check_metadata`."""

    def from_filename(self, filename: str, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        """As nbconvert's, but a file that is no notebook becomes an empty one and a note, if a Repair follows."""
        if not any(isinstance(step, Repair) for step in self._preprocessors):
            return super().from_filename(filename, resources=resources, **kw)
        path = Path(filename)
        handed = _read(path)
        resources = {} if resources is None else resources
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        resources[NOTES] = {"notes": handed.notes}
        return self.from_notebook_node(handed.notebook(), resources, **kw)  # type: ignore[no-untyped-call, no-any-return]


def _read(path: Path) -> Normal:
    try:
        return read_notebook(_bytes(path))
    except SubmissionRefused as error:
        reason = error.what
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    return Normal((), {}, (Note(Damage.UNREADABLE, detail=reason),))


def _bytes(path: Path) -> bytes:
    """What a regular file holds, but no more of it than would be read; a link may lead to another student's work."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise SubmissionRefused("is not a regular file")
    with path.open("rb") as file:
        return file.read(DEFAULT_LIMITS.notebook_bytes + 1)
