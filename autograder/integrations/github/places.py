"""Where a student's line stands in the files of the repository, for annotations.

A report says ``cell 7, line 3``; Actions wants a file and a line of it. A notebook is JSON, where every line of a cell
has a line of its own if Jupyter saved it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.integrations.github.released import checks
from autograder.model import Cell, Submission
from autograder.notebook import code_cells
from autograder.notebook.extract import plain_file

MOST_FILES = 5_000
MOST_BYTES = 20 << 20
_PLACE = re.compile(r"(.+?), line (\d+)(?::|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file."""

    file: Path
    """Relative to the repository."""
    line: int
    """From 1."""


def find_place(text: str, submission: Submission, checkout: Path) -> Place | None:
    """Where ``cell 7, line 3: w -= lr`` stands; ``None`` if no file of the checkout is what was graded.

    Args:
        text: a case's or feedback's ``line``.
        submission: what was graded.
        checkout: the folder of the repository.

    """
    found = _PLACE.match(text)
    if found is None or not checkout.is_dir():
        return None
    label, line = found[1], int(found[2])
    if label in {cell.label for cell in submission.cells if cell.label.startswith("cell ")}:
        return _in_notebook(label, line, submission.cells, checkout)
    return _in_script(label, line, submission, checkout)


def find_definition(exercise: str, submission: Submission, checkout: Path) -> Place | None:
    """Where an exercise is defined: for what is wrong without raising anywhere; ``None`` as for :func:`find_place`."""
    cells = [checks.Cell(cell.label, cell.source, ()) for cell in submission.cells]
    label, line = checks.definition(exercise, cells)
    return find_place(f"{label}, line {line}", submission, checkout) if label else None


def _in_notebook(label: str, line: int, cells: Sequence[Cell], checkout: Path) -> Place | None:
    for path in _files(checkout, ".ipynb"):
        try:
            data = (checkout / path).read_bytes()
            if code_cells(data) != tuple(cells):
                continue
            lines = next(cell.lines for cell in checks.notebook_cells(data.decode("utf-8-sig")) if cell.label == label)
        except (OSError, SubmissionRefused, ValueError, KeyError, TypeError, AttributeError, StopIteration):
            continue  # a notebook of an old version is graded all the same, and its annotation has no line
        return Place(path, lines[min(line, len(lines)) - 1] if lines else 1)
    return None


def _in_script(label: str, line: int, submission: Submission, checkout: Path) -> Place | None:
    sources = {cell.label: cell.source for cell in submission.cells}
    sources |= {f"{module.name.replace('.', '/')}.py": module.source for module in submission.modules}
    for path in _files(checkout, ".py"):
        if path.as_posix() != label and not path.as_posix().endswith(f"/{label}"):
            continue
        try:
            if plain_file((checkout / path).read_bytes(), label).source == sources.get(label):
                return Place(path, line)
        except (OSError, SubmissionRefused):
            continue
    return None


def _files(checkout: Path, suffix: str) -> Iterator[Path]:
    """Plain files of a kind, without following links: a link could lead out of the repository."""
    seen = 0
    for folder, folders, names in os.walk(checkout):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if not name.endswith(suffix) or path.is_symlink() or not path.is_file():
                continue
            seen += 1
            if seen > MOST_FILES:
                return
            if path.stat().st_size <= MOST_BYTES:
                yield path.relative_to(checkout)
