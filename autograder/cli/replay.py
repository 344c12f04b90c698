"""``autograder replay``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AllowProcessOnly, Root, project_at, report_file, say
from autograder.errors import ExitCode
from autograder.grading.replay import Replay, Replayed
from autograder.grading.replay import replay as run_again
from autograder.model import Outcome
from autograder.reports.safe import plain

if TYPE_CHECKING:
    from autograder.grading.recorded import Call, Side

SHOWN = 3
"""Calls of a case that are shown: a test that fails stops at the call that decided."""


def replay(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="report.json of a run, or its folder.")],
    submission: Annotated[str, typer.Argument(metavar="ID", help="Id of the submission, as the report has it.")],
    test: Annotated[str, typer.Argument(metavar="TEST", help="test_name, or test_file.py::test_name[case].")],
    path: Annotated[Path | None, typer.Option("--path", help="Run this file instead of what was graded.")] = None,
    allow_process_only: AllowProcessOnly = False,
    root: Root = HERE,
) -> None:
    """Run one hidden test for one submission again, with the recorded seed, and show what decided it."""
    console = Console()
    found = run_again(
        project_at(root), report_file(report), submission, test, path=path, allow_process_only=allow_process_only
    )
    for line in _lines(found):
        say(console, line)
    faulty = any(entry.case.outcome is Outcome.GRADER_ERROR for entry in found.cases)
    raise typer.Exit(ExitCode.SOME_UNGRADED if faulty else ExitCode.OK)


def _lines(found: Replay) -> Iterator[str]:
    """Everything a person asked about this score needs; what a student chose is escaped and bounded."""
    test, recorded = found.wanted.test, found.wanted.recorded
    yield f"{plain(found.wanted.submission.id)}: {test.id}, {recorded.score} of {recorded.max_score} points"
    yield f"  promise    {plain(test.message.en)}"
    yield f"  code       {plain(found.file)}"
    yield f"  seed       {plain(found.seed)}; isolation tier {found.isolation}"
    yield from (f"  note       {plain(note)}" for note in found.notes)
    for entry in found.cases:
        yield ""
        yield from _case(entry)


def _case(entry: Replayed) -> Iterator[str]:
    case = entry.case
    name = f"[{plain(case.parameters)}] on {case.device}" if case.parameters else f"on {case.device}"
    yield f"{name}: {case.outcome}, {_then(entry)}"
    if case.detail:
        yield f"  difference {plain(case.detail)}"
    if case.line:
        yield f"  line       {plain(case.line)}"
    if case.hint.en:
        yield f"  hint       {plain(case.hint.en)}"
    total = len(entry.calls) + entry.dropped
    shown = entry.calls[-SHOWN:]
    if len(shown) < total:
        yield f"  calls      {total}, of which the last {len(shown)}:"
    for call in shown:
        yield from _call(call)


def _then(entry: Replayed) -> str:
    """What the report says of this case."""
    recorded, case = entry.recorded, entry.case
    if recorded is None:
        return "not in the report"
    outcome = "as recorded" if recorded.outcome is case.outcome else f"recorded as {recorded.outcome}"
    if not recorded.input_digest or not case.input_digest:
        return outcome
    return f"{outcome}, on {'the same' if recorded.input_digest == case.input_digest else 'OTHER'} inputs"


def _call(call: Call) -> Iterator[str]:
    yield f"  call       {plain(call.name)}({call.arguments})"
    yield from _side("student", call.student)
    if call.reference is None:
        yield "    expected   the reference was not asked this"
    else:
        yield from _side("expected", call.reference)


def _side(who: str, side: Side) -> Iterator[str]:
    yield f"    {who:<10} {side.result}"
    if side.afterwards:
        yield f"    {'':<10} arguments afterwards: {side.afterwards}"
