"""What a grading job tells Actions and the classrooms about one submission.

summary       the student's feedback page, on the page of the run
annotations   for each exercise that lost points its first sentence, on the student's own line
classroom     the output ``result`` in base64, and the same in ``classroom.json``
classroom50   ``result.json``

All of it is what the student may read: it is made of the student's feedback and not of the report.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import ReportError, UsageError
from autograder.grading import handed_in
from autograder.grading.feedback import feedback
from autograder.grading.outputs import Outputs
from autograder.integrations.github.origin import origin
from autograder.integrations.github.places import Place, find_definition, find_place
from autograder.integrations.github.released.checks import annotation
from autograder.manifest import Project, load_assignment, load_course
from autograder.model import Assignment, Report, Submission, SubmissionResult, Unreadable
from autograder.model.report import number
from autograder.reports import classroom, classroom50
from autograder.reports.feedback_files import markdown
from autograder.reports.files import unusable, write_file
from autograder.reports.safe import code_span, plain

SUMMARY_BYTES = 900_000
"""Actions refuses a summary of more than 1 MiB."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is still to be printed."""

    commands: tuple[str, ...]
    """Workflow commands, a line each."""
    notes: tuple[str, ...]
    """Lines for people, harmless to print."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where one submission was graded and what its report is."""

    project: Project
    report: Report
    checkout: Path
    """The student's repository."""
    run: Path
    """Folder of the report."""
    out: Path
    """Folder of what is written here."""
    url: str = ""
    """Of the student's repository on the web, for links."""


def tell(job: Job, environment: Mapping[str, str] = os.environ) -> Told:
    """Write the files and what Actions reads from files; the caller prints the rest.

    Raises:
        UsageError: the report is not about one submission.
        ReportError: a file cannot be written.

    """
    assignment = load_assignment(job.project, job.report.assignment)
    entry = _only(job.report)
    if isinstance(entry, Unreadable):
        return _tell_unreadable(job, assignment, entry, environment)
    said = feedback(assignment, entry, load_course(job.project).language)
    data = classroom.result(entry, said)
    _write_summary(job, markdown(said), environment)
    _write_classroom(job, data, environment)
    note = _write_classroom50(job, assignment, entry, environment)
    return Told(tuple(_annotations(job, entry, said, environment)), note)


def _only(report: Report) -> SubmissionResult | Unreadable:
    entries: tuple[SubmissionResult | Unreadable, ...] = (*report.submissions, *report.unreadable)
    if len(entries) != 1:
        raise UsageError(
            f"the report is about {len(entries)} submissions; a job tells of one",
            tip="for a cohort use autograder export --to classroom",
        )
    return entries[0]


def _tell_unreadable(job: Job, assignment: Assignment, entry: Unreadable, environment: Mapping[str, str]) -> Told:
    """No score is known, and every reader must see that: an error, never a missing file."""
    data = classroom.unreadable_result(entry, assignment.points)
    _write_summary(job, f"# {assignment.name}\n\nNot graded: {code_span(entry.reason)}\n", environment)
    _write_classroom(job, data, environment)
    reason = plain(entry.reason)
    note = f"no result.json: {plain(entry.id, 80)} was not graded"
    return Told((annotation("error", None, 1, "not graded", reason),), (note,))


def _write_summary(job: Job, text: str, environment: Mapping[str, str]) -> None:
    cut = text.encode()[:SUMMARY_BYTES].decode(errors="ignore")
    write_file(job.out / "summary.md", cut.encode())
    _append(environment, "GITHUB_STEP_SUMMARY", cut)


def _write_classroom(job: Job, data: classroom.Result, environment: Mapping[str, str]) -> None:
    result = classroom.encoded(data)
    write_file(job.out / "classroom.txt", f"{result}\n".encode())
    score = sum(test["score"] for test in data["tests"])
    lines = {"result": result, "score": score, "max_score": data["max_score"], "status": data["status"]}
    _append(environment, "GITHUB_OUTPUT", "".join(f"{key}={value}\n" for key, value in lines.items()))


def _write_classroom50(
    job: Job, assignment: Assignment, entry: SubmissionResult, environment: Mapping[str, str]
) -> tuple[str, ...]:
    try:
        where = origin(
            environment,
            job.checkout,
            assignment=assignment.name,
            student=entry.id,
            when=entry.submitted_at,
            url=job.url,
        )
    except ReportError as error:
        return (f"no result.json: {error.what}",)
    write_file(job.out / "result.json", classroom50.content(classroom50.result(entry, where)))
    return ()


def _annotations(
    job: Job, entry: SubmissionResult, said: Mapping[str, Any], environment: Mapping[str, str]
) -> Iterator[str]:
    submission = _graded(job, entry)
    folder = _inside(job.checkout, environment)
    for exercise in said["exercises"]:
        first = exercise.get("first")
        if not first:
            continue
        place = _place(exercise["id"], first.get("line", ""), submission, job.checkout) if submission else None
        sentence = " ".join(first["text"].values())
        title = f"{exercise['id']}: {exercise['score']} of {exercise['max_score']} points"
        file = folder / place.file if place else None
        yield annotation("error", file, place.line if place else 1, title, plain(sentence))
    if entry.provisional:
        yield annotation("warning", None, 1, "provisional", "a device has not run yet; merge its report")
    score = f"{number(entry.score)} of {number(entry.max_score)} points"
    yield annotation("notice", None, 1, job.report.assignment, score)


def _place(exercise: str, line: str, submission: Submission, checkout: Path) -> Place | None:
    raised = find_place(line, submission, checkout) if line else None
    return raised or find_definition(exercise, submission, checkout)


def _inside(checkout: Path, environment: Mapping[str, str]) -> Path:
    """The folder of the student's files as Actions names it: from the job's own folder on."""
    workspace = Path(environment.get("GITHUB_WORKSPACE") or checkout).resolve()
    here = checkout.resolve()
    return here.relative_to(workspace) if here.is_relative_to(workspace) else Path()


def _graded(job: Job, entry: SubmissionResult) -> Submission | None:
    try:
        return handed_in.read_submission(Outputs(job.run).submissions, entry.id)
    except ReportError:
        return None  # a merged report whose parts came without their code


def _append(environment: Mapping[str, str], variable: str, text: str) -> None:
    """To one of the files Actions names; elsewhere there is none."""
    path = environment.get(variable)
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise unusable("written", Path(path), error) from error
