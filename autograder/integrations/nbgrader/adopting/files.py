"""The files of an adopted assignment, as texts."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence

from autograder.errors import AuthoringError
from autograder.integrations.nbgrader.adopting.cells import NewCell, told_points
from autograder.integrations.nbgrader.adopting.hidden_tests import test_file, test_names
from autograder.integrations.nbgrader.adopting.plan import Plan
from autograder.integrations.nbgrader.adopting.regions import Region, hidden
from autograder.integrations.nbgrader.adopting.source import Role, SourceCell
from autograder.integrations.nbgrader.adopting.troubles import imported_modules, is_installed
from autograder.manifest import Project
from autograder.model import DEFAULT_PRELOAD
from autograder.model.report import number
from autograder.notebook import CellKind, parse_authored

_HEADER = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
"""
CELL_SECONDS = 30
"""nbgrader's own limit for a cell, ``ExecutePreprocessor.timeout``: who was in time there is in time here."""
_HANGUL = re.compile(r"[가-힣]")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def files_of(
    plan: Plan, cells: Sequence[NewCell], name: str, project: Project, assets: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Every file of the assignment, by its name relative to the project.

    Without an exercise there is no manifest: such an assignment could not be graded, and its prose is kept all the
    same.
    """
    origin = f"{plan.notebook.file.parent.name}/{plan.notebook.file.name}"
    texts = {project.notebook_file(name): _notebook(cells, plan)}
    if plan.exercises:
        texts[project.manifest_file(name)] = _manifest(plan, name)
    names = test_names(plan.tests.values())
    for exercise in plan.exercises:
        texts[project.reference_file(name, exercise.id)] = exercise.text
        texts[project.test_file(name, exercise.id)] = test_file(exercise.id, exercise.tests, names, origin)
    if plan.by_hand:
        texts[project.solutions_folder(name) / "by_hand.md"] = _by_hand(plan, origin)
    files = {project.shown(path): text.encode() for path, text in texts.items()}
    folder = project.shown(project.assignment_folder(name))
    return files | {f"{folder}/assets/{asset}": content for asset, content in assets.items()}


def _manifest(plan: Plan, name: str) -> str:
    title = next((heading for cell in plan.notebook.cells for heading in _headings(cell)), name)
    language = "ko" if _HANGUL.search(title) else "en"
    lines = [
        "schema = 1",
        f"title = {{ {language} = {_toml(title)} }}",
        f"file = {_toml(plan.notebook.file.name)}",
        f"preload = [{', '.join(_toml(package) for package in _preload(plan))}]",
        "",
        "[limits]",
        f"call_seconds = {CELL_SECONDS}",
    ]
    for exercise in plan.exercises:
        lines += ["", "[[exercise]]", f"id = {_toml(exercise.id)}", f"points = {number(exercise.points)}"]
        if uses := plan.uses(exercise):
            lines.append(f"uses = [{', '.join(_toml(other) for other in uses)}]")
    return "\n".join(lines) + "\n"


def _headings(cell: SourceCell) -> list[str]:
    return _HEADING.findall(cell.source) if cell.role is Role.PROSE else []


def _preload(plan: Plan) -> tuple[str, ...]:
    """In nbgrader students may import whatever is installed: our usual packages, and what the notebook imports."""
    imported = [module for s in plan.scope.statements if s.is_import for module in imported_modules(s.text)]
    further = [m for m in imported if m not in sys.stdlib_module_names and is_installed(m)]
    return tuple(dict.fromkeys([*DEFAULT_PRELOAD, *further]))


def _toml(text: str) -> str:
    """A basic string of TOML is one of JSON, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _notebook(cells: Sequence[NewCell], plan: Plan) -> str:
    text = _HEADER + "\n" + "".join(_blocks(cells))
    _demand_same(cells, text, plan)
    return text.rstrip("\n") + "\n"


def _blocks(cells: Sequence[NewCell]) -> Iterator[str]:
    before = CellKind.CODE
    for cell in cells:
        if cell.kind is CellKind.MARKDOWN:
            yield "+++\n\n" if before is CellKind.MARKDOWN else ""
            yield cell.source.strip("\n") + "\n\n"
        else:
            yield _fenced(cell)
        before = cell.kind


def _fenced(cell: NewCell) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", cell.source)), default=0)
    fence = "`" * max(3, longest + 1)
    option = [] if cell.kind is CellKind.CODE else [f":{cell.kind.value}: {cell.exercise}"]
    return "\n".join([f"{fence}{{code-cell}} ipython3", *option, *_body(cell), fence]) + "\n\n"


def _body(cell: NewCell) -> list[str]:
    source = cell.source.strip("\n")
    # below a line that looks like an option MyST would look for more of them
    return [] if not source else ["", source] if source.startswith((":", "---")) else [source]


def _demand_same(cells: Sequence[NewCell], text: str, plan: Plan) -> None:
    """The text means what it was made of: prose could hold what looks like the beginning of a code cell."""
    meant = [(cell.kind, cell.exercise, cell.source.strip()) for cell in cells if cell.kind is not CellKind.MARKDOWN]
    read = parse_authored(text, where=plan.notebook.file.name)
    found = [(cell.kind, cell.exercise, cell.source.strip()) for cell in read if cell.kind is not CellKind.MARKDOWN]
    if meant != found:
        raise AuthoringError(
            "its prose holds what reads as a code cell of a MyST notebook",
            where=plan.notebook.file.name,
            tip="change lines that begin with ```{code-cell}",
        )


def _by_hand(plan: Plan, origin: str) -> str:
    """What only instructors may read: answers, mark schemes, tests that were not taken over."""
    parts = [f"# By hand: {origin}\n\nWhat no hidden test judges, with the answers; students get none of this.\n"]
    for cell in plan.notebook.cells:
        if cell.number in plan.by_hand:
            reason = plan.by_hand[cell.number]
            head = f"## {cell.name} ({told_points(cell.points)}; {cell.where})"
            parts.append(f"{head}\n\n{reason[0].upper()}{reason[1:]}.\n\n{_kept(cell)}\n")
    return "\n".join(parts)


def _kept(cell: SourceCell) -> str:
    scheme = hidden(cell.source, Region.MARK_SCHEME, cell.where) if cell.role is Role.TASK else ""
    text = scheme or cell.source
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
    return f"{fence}{'python' if cell.is_python else ''}\n{text}\n{fence}"
