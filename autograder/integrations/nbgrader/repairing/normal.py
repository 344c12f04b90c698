"""Any document that is a notebook at all, as cells whose fields have the types that nbformat promises.

Outputs are left out: they are a student's word, and HTML in them would be shown to an instructor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from autograder.errors import SubmissionRefused
from autograder.integrations.nbgrader.repairing.notes import Damage, Note
from autograder.notebook import code_cells

_CELL_TYPES = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown", "html": "markdown"}
_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


@dataclass(frozen=True, slots=True)
class Normal:
    """A notebook with nothing in it that could surprise a reader."""

    cells: tuple[dict[str, Any], ...]
    """Each with ``id``, ``cell_type``, ``source``, ``metadata`` and perhaps ``attachments``; of the student's metadata
    only ``nbgrader`` (an object of plain values) and ``tags`` (texts) are kept."""
    metadata: dict[str, Any]
    """Of the notebook's own, only ``kernelspec`` (an object of plain values) is kept."""
    notes: tuple[Note, ...]

    def notebook(self) -> nbformat.NotebookNode:
        """As a node of nbformat 4.5."""
        return notebook_node(self.cells, self.metadata)


def read_notebook(data: bytes) -> Normal:
    """The notebook in the bytes of a file.

    Raises:
        SubmissionRefused: as :func:`autograder.notebook.code_cells`, whose limits hold here too.

    """
    code_cells(data)
    try:
        return normal_form(json.loads(data))
    except (ValueError, RecursionError):
        raise SubmissionRefused("is not a notebook: it holds what JSON cannot") from None


def normal_form(document: Mapping[str, Any]) -> Normal:
    """The same for a document that is read already; what is no cell is left out."""
    format_note = _format_note(document)
    given = [cell for cell in _cells(document) if isinstance(cell, dict)]
    cells = tuple(_cell(cell) for cell in given)
    malformed = [
        place
        for place, (cell, normal) in enumerate(zip(given, cells, strict=True), start=1)
        if _is_malformed(cell, normal)
    ]
    renewed = list(_give_ids(cells, given))
    notes = list(format_note)
    if malformed:
        notes.append(Note(Damage.MALFORMED, places=tuple(malformed)))
    if renewed and _version(document) >= (4, 5):  # older formats have none
        notes.append(Note(Damage.CELL_IDS, places=tuple(renewed)))
    return Normal(cells, _kernelspec(document.get("metadata")), tuple(notes))


def notebook_node(cells: Iterable[dict[str, Any]], metadata: Mapping[str, Any]) -> nbformat.NotebookNode:
    """A node of nbformat 4.5 with fields that a code cell must have."""
    node: nbformat.NotebookNode = nbformat.from_dict(
        {  # type: ignore[no-untyped-call]
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": dict(metadata),
            "cells": [
                {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
                for cell in cells
            ],
        }
    )
    return node


def new_id(identity: str, taken: set[str]) -> str:
    """A cell id that follows from what the cell is, added to those that are taken."""
    attempt = 0
    while True:
        found = hashlib.sha256(f"{attempt} {identity}".encode()).hexdigest()[:16]
        if found not in taken:
            taken.add(found)
            return found
        attempt += 1


def _version(document: Mapping[str, Any]) -> tuple[int, int]:
    """Major and minor; ``(0, 0)`` if it does not say."""
    major, minor = document.get("nbformat"), document.get("nbformat_minor", 0)
    return (major, minor if type(minor) is int else 0) if type(major) is int else (0, 0)


def _format_note(document: Mapping[str, Any]) -> Iterator[Note]:
    """Formats 4.0 to 4.5 are what every tool writes and need no word."""
    major, minor = _version(document)
    if major != 4 or not 0 <= minor <= 5:
        detail = f"format {major}.{minor}" if 0 < major < 100 and 0 <= minor < 100 else "no valid format number"
        yield Note(Damage.FORMAT, detail=detail)


def _cells(document: Mapping[str, Any]) -> Iterator[Any]:
    """Format 4 keeps cells at the top, formats 2 and 3 in worksheets."""
    holders = [document] if "cells" in document else document.get("worksheets")
    for holder in holders if isinstance(holders, list) else ():
        cells = holder.get("cells") if isinstance(holder, dict) else holder
        yield from cells if isinstance(cells, list) else ()


def _cell(given: Mapping[str, Any]) -> dict[str, Any]:
    kind, metadata = given.get("cell_type"), given.get("metadata")
    cell: dict[str, Any] = {
        "cell_type": _CELL_TYPES.get(kind, "raw") if isinstance(kind, str) else "raw",
        "metadata": _metadata(metadata) if isinstance(metadata, dict) else {},
        "source": _text(given.get("source", given.get("input", ""))),
    }
    if kind == "heading":
        level = given.get("level")
        cell["source"] = f"{'#' * (level if type(level) is int and 0 < level < 7 else 1)} {cell['source']}"
    attachments = given.get("attachments")
    if attachments and cell["cell_type"] == "markdown" and _are_attachments(attachments):
        cell["attachments"] = attachments
    return cell


def _metadata(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a repair looks at; the rest is of no use to a grader and may be nested as deep as its writer likes."""
    metadata: dict[str, Any] = {}
    if "nbgrader" in given:
        metadata["nbgrader"] = _plain(given["nbgrader"])
    tags = given.get("tags")
    if isinstance(tags, list):
        metadata["tags"] = [tag for tag in tags if isinstance(tag, str)]
    return metadata


def _kernelspec(metadata: object) -> dict[str, Any]:
    given = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    return {"kernelspec": _plain(given)} if given else {}


def _plain(value: object) -> dict[str, Any]:
    """The entries that hold no others; none if it is no object."""
    entries = value.items() if isinstance(value, dict) else ()
    return {key: entry for key, entry in entries if isinstance(entry, (str, bool, int, float))}


def _is_malformed(given: Mapping[str, Any], normal: Mapping[str, Any]) -> bool:
    source = given.get("source", given.get("input", ""))
    texts = source if isinstance(source, list) else [source]
    kind = given.get("cell_type")
    return (
        not (isinstance(kind, str) and kind in _CELL_TYPES)
        or not isinstance(given.get("metadata", {}), dict)
        or not all(isinstance(text, str) for text in texts)
        or bool(given.get("attachments")) > ("attachments" in normal or normal["cell_type"] != "markdown")
    )


def _text(source: object) -> str:
    """Joined, and without halves of surrogate pairs, which no file can hold."""
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _are_attachments(value: object) -> bool:
    """Whether it maps names to what a file holds in one form or another, all of it text."""
    return isinstance(value, dict) and all(
        isinstance(forms, dict) and all(isinstance(text, str) and _text([name, kind, text]) == name + kind + text
                                        for kind, text in forms.items())
        for name, forms in value.items()
    )  # fmt: skip


def _give_ids(cells: tuple[dict[str, Any], ...], given: list[dict[str, Any]]) -> Iterator[int]:
    """Put an id of its own on each cell; yields the numbers of those that had none."""
    wanted = [cell.get("id") for cell in given]
    taken = {name for name in wanted if isinstance(name, str)}
    used: set[str] = set()
    for place, (cell, name) in enumerate(zip(cells, wanted, strict=True), start=1):
        if isinstance(name, str) and 0 < len(name) <= 64 and _ID_CHARACTERS.issuperset(name) and name not in used:
            cell["id"] = name
        else:
            cell["id"] = new_id(f"{place} {cell['source']}", taken)
            yield place
        used.add(cell["id"])
