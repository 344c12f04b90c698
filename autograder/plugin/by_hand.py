"""One submission judged at a terminal, with pytest's ordinary report."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.errors import AutograderError
from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment
from autograder.model import Submission
from autograder.plugin.attempt import own_line
from autograder.plugin.fixtures import Fixtures
from autograder.plugin.judge import Judge
from autograder.plugin.subject import Subject, read_subject
from autograder.remote import StudentFault
from autograder.sandbox.choose import Search
from autograder.testing.examples import steady_hypothesis


class ByHand:
    """Runs every hidden test once; nothing is repeated, cached or scored.

    Args:
        subject: the assignment the tests belong to.
        submission: whose work it is.
        seed: of the inputs.

    """

    def __init__(self, subject: Subject, submission: Submission, seed: str) -> None:
        torch.set_num_threads(1)
        self._subject, self._submission, self._seed = subject, submission, seed
        self._search = Search(subject.assignment.preload, hidden=(subject.tests_folder,))
        self._judge: Judge | None = None
        self._tier = ""

    def pytest_report_header(self) -> str:
        """Say what is judged, and with which inputs."""
        return f"submission: {self._submission.id} ({self._submission.file}), grading seed: {self._seed}"

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Take a seat; the zygote has been booting since the options were read."""
        try:
            zygote, choice = self._search.finish(allow_process_only=True)
        except AutograderError as error:
            raise pytest.UsageError(str(error)) from error
        sys.path.insert(0, str(self._subject.tests_folder))  # for helpers beside the tests, in every import mode
        self._zygote, self._tier = zygote, choice.tier.description
        steady_hypothesis()
        _hide_our_own_frames()
        self._judge = Judge(self._subject, self._seed)
        self._judge.zygote = zygote
        self._judge.begin(self._submission)
        session.config.pluginmanager.register(Fixtures(self._judge), "autograder-fixtures")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Set the stage for one test."""
        if self._judge is None:
            return (yield)
        with self._judge.stage(item, self._judge.student_of(item)):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        """Quote the student's own line below what their code raised."""
        try:
            return (yield)
        except StudentFault as error:
            line = own_line(self._submission, error.frames)
            if line:
                error.add_note(line)
            raise

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say how it was isolated and what loading the submission said."""
        terminalreporter.write_line(f"isolation: {self._tier}")
        for note in self._notes:
            terminalreporter.write_line(f"note: {note}")

    def pytest_sessionfinish(self) -> None:
        """Let the worker and the zygote go."""
        self._notes: Sequence[str] = ()
        if self._judge is None:
            self._search.close()
            return
        self._notes = (*self._submission.notes, *self._judge.end())
        self._judge.close()
        self._zygote.close()
        sys.path.remove(str(self._subject.tests_folder))


def _hide_our_own_frames() -> None:
    """A traceback ends in the hidden test: what lies between it and the worker says nothing about the submission."""
    for name, module in sys.modules.items():
        if name.startswith(("autograder.remote.", "autograder.sandbox.", "autograder.testing.")):
            vars(module)["__tracebackhide__"] = True


def by_hand(config: pytest.Config, path: str) -> ByHand:
    """Read the submission and the assignment that the tests on the command line belong to."""
    seed = config.getoption("--grading-seed") or secrets.token_hex(4)
    try:
        folder = _tests_folder(config)
        project = Project.find(folder)
        assignment = load_assignment(project, folder.name)
        cohort = read_cohort([Path(path)], assignment, one=True)
        if not cohort.submissions:
            raise pytest.UsageError(cohort.unreadable[0].reason)
        return ByHand(read_subject(project, assignment), cohort.submissions[0], seed)
    except AutograderError as error:
        raise pytest.UsageError(f"{error}{f' ({error.tip})' if error.tip else ''}") from error


def _tests_folder(config: pytest.Config) -> Path:
    """``grading_tests/<name>``, from what is on the command line."""
    for argument in config.args:
        path = Path(config.invocation_params.dir, argument.partition("::")[0]).resolve()
        for folder in (path, *path.parents):
            if folder.parent.name == "grading_tests":
                return folder
    raise pytest.UsageError(
        f"--submission needs the hidden tests of one assignment, not {' '.join(config.args)}: "
        "pytest grading_tests/essentials --submission notebook.ipynb"
    )
