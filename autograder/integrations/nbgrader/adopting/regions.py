"""nbgrader's regions: a line that contains ``BEGIN SOLUTION`` opens one, whatever else stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from autograder.errors import AuthoringError


class Region(Enum):
    """What is cut out of the students' version."""

    SOLUTION = "SOLUTION"
    HIDDEN_TESTS = "HIDDEN TESTS"
    MARK_SCHEME = "MARK SCHEME"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not a marker."""

    text: str
    hidden: bool
    """Inside a region."""


def lines_of(source: str, region: Region, where: str) -> tuple[Line, ...]:
    """The lines of a cell without the markers of one kind of region.

    Raises:
        AuthoringError: a region begins inside another or does not end; nbgrader refuses that as well.

    """
    return tuple(_lines(source, region, where))


def visible(source: str, region: Region, where: str) -> str:
    """What students are shown of a cell."""
    return "\n".join(line.text for line in lines_of(source, region, where) if not line.hidden).strip("\n")


def hidden(source: str, region: Region, where: str) -> str:
    """What students are not shown."""
    return "\n".join(line.text for line in lines_of(source, region, where) if line.hidden).strip("\n")


def _lines(source: str, region: Region, where: str) -> Iterator[Line]:
    inside = False
    for number, text in enumerate(source.split("\n"), start=1):
        if f"BEGIN {region.value}" in text:
            if inside:
                raise _broken(f"a second 'BEGIN {region.value}' inside a region", where, number)
            inside = True
        elif f"END {region.value}" in text:
            inside = False
        else:
            yield Line(text, inside)
    if inside:
        raise _broken(f"'BEGIN {region.value}' without 'END {region.value}'", where, source.count("\n") + 1)


def _broken(what: str, where: str, line: int) -> AuthoringError:
    return AuthoringError(
        what, where=f"{where}, line {line}", tip="nbgrader refuses this, too: mend the source notebook"
    )
