"""``autograder collect``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from autograder.cli.common import HERE, AssignmentName, Root, project_at, say
from autograder.errors import ExitCode, UsageError
from autograder.integrations.repositories.addresses import read_token
from autograder.integrations.repositories.collecting import Collected, Request, described, strangers
from autograder.integrations.repositories.collecting import collect as collect_all
from autograder.manifest import Course, load_course
from autograder.manifest.roster import read_roster
from autograder.reports.safe import plain


def collect(
    assignment: AssignmentName,
    out: Annotated[Path, typer.Option("--out", help="Folder for the repositories, which grade takes.")],
    roster: Annotated[
        Path | None, typer.Option("--roster", help="CSV of the students; by default that of course.toml.")
    ] = None,
    url: Annotated[
        str, typer.Option("--url", help="Address for rows without one: https://HOST/ORG/{assignment}-{github}.git")
    ] = "",
    deadline: Annotated[
        str, typer.Option("--deadline", help="In place of that of course.toml: 2026-12-01T23:59.")
    ] = "",
    late: Annotated[bool, typer.Option("--late", help="Take the newest commit, whatever its date.")] = False,
    branch: Annotated[str, typer.Option("--branch", help="By default the one each repository names.")] = "",
    student: Annotated[list[str], typer.Option("--student", help="Only this one; may be repeated.")] = [],  # noqa: B006 - typer copies it
    token: Annotated[
        list[str], typer.Option("--token", metavar="HOST=VARIABLE", help="Where a server's token stands.")
    ] = [],  # noqa: B006 - typer copies it
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Repositories at a time.")] = 8,
    root: Root = HERE,
) -> None:
    """Clone or update every student's repository and set it to the last commit before the deadline."""
    project = project_at(root)
    course = load_course(project)
    file = roster or course.roster
    if file is None:
        raise UsageError("there is no roster", tip="name it with --roster, or as roster in course.toml")
    people = read_roster(file)
    request = Request(
        course=course,
        assignment=project.existing(assignment),
        students=tuple(each for each in people.students if not student or each.id in student),
        out=out,
        beside=file.resolve().parent,
        url=url,
        branch=branch,
        deadline=_deadline(deadline, course),
        late=late,
        tokens=tuple(map(read_token, token)),
        jobs=jobs,
    )
    console = Console()
    for problem in people.problems:
        say(console, plain(problem))
    done = list[Collected]()
    for one in collect_all(request):
        done.append(one)
        for line in described([one], request):
            say(console, plain(line))
    for name in [] if student else strangers(request):
        say(console, f"{plain(name, 80)} belongs to nobody on the roster, and would be graded with the others")
    missing = sum(bool(one.problem) for one in done)
    say(console, f"{len(done) - missing} of {len(done)} repositories collected in {out}")
    say(console, f"next: autograder grade {assignment} {out} --out reports/{assignment}")
    raise typer.Exit(ExitCode.SOME_UNGRADED if missing or people.problems else ExitCode.OK)


def _deadline(text: str, course: Course) -> datetime | None:
    """A moment; without an offset it is meant in the course's time zone."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--deadline must be a date with a time, got {text!a}", tip="for example 2026-12-01T23:59"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(course.timezone))
