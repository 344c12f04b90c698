"""The files of one run."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import ReportError
from autograder.grading import handed_in
from autograder.grading.feedback import feedback
from autograder.manifest import Language
from autograder.model import Assignment, Report, Submission
from autograder.reports import feedback_files, junit, report_json, scores_csv


class Outputs:
    """Every path of a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def report(self) -> Path:
        """For the instructor: everything."""
        return self.folder / "report.json"

    @property
    def scores(self) -> Path:
        """For the gradebook: a row for each student."""
        return self.folder / "scores.csv"

    @property
    def junit(self) -> Path:
        """For CI."""
        return self.folder / "junit.xml"

    @property
    def submissions(self) -> Path:
        """For ``replay``: the code that was graded."""
        return self.folder / handed_in.NAME


def check_writable(folder: Path) -> None:
    """Before anything runs: ``ReportError`` if the folder cannot hold the reports."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ReportError(
            f"the output folder cannot be written: {error.strerror or error}",
            where=str(folder),
            tip="choose another folder with --out",
        ) from error


def publish(
    assignment: Assignment, report: Report, submissions: Iterable[Submission], folder: Path, language: Language
) -> Outputs:
    """Write the reports and every student's feedback; ``ReportError`` if a file cannot be written."""
    paths = Outputs(folder)
    handed_in.write_submissions(submissions, paths.submissions)
    report_json.write(report, paths.report)
    scores_csv.write(report, paths.scores)
    junit.write(report, paths.junit)
    names = feedback_files.folder_names(result.id for result in report.submissions)
    for result in report.submissions:
        feedback_files.write(feedback(assignment, result, language), folder / names[result.id])
    return paths
