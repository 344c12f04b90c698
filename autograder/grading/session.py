"""The pytest session of a judge: collects the hidden tests once, then grades the submissions its channel brings."""

from __future__ import annotations

import contextlib
import os
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch

from autograder.errors import AuthoringError, AutograderError, SandboxError
from autograder.executor import Channel
from autograder.grading.gpu import Gpu
from autograder.grading.suite import read_suite
from autograder.grading.work import Alive, Done, Helpless, Settings, Step, Work
from autograder.manifest import Project, load_assignment
from autograder.model import CaseResult, Device, Outcome, Submission
from autograder.plugin.fixtures import Fixtures
from autograder.plugin.judge import Judge, exercise_of, parameters_of
from autograder.plugin.subject import Subject, read_subject
from autograder.sandbox.choose import Search
from autograder.sandbox.zygote import Zygote
from autograder.testing.examples import steady_hypothesis

GPU_LOCK = "gpu.lock"
LISTED = 5
"""Names that a message lists."""
SIGN_OF_LIFE_SECONDS = 1.0
"""Signs of life inside one case are sent at most this often."""
UNUSED_PLUGINS = (
    *("cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "nose", "pastebin"),
    *("recwarn", "setuponly", "setupplan", "stepwise", "terminal", "terminalprogress", "threadexception"),
    *("unraisableexception", "warnings", "unittest"),
)
"""Parts of pytest that serve a terminal; without them an empty test costs half."""


NewJudge = Callable[[Subject, str, Callable[[], None]], Judge]


def run_session(settings: Settings, channel: Channel, search: Search, judge: NewJudge = Judge) -> None:
    """Collect, then grade until the channel ends; ``judge`` is another class where a run is to be watched.

    Raises:
        AutograderError: the assignment, its tests or the isolation do not allow to grade.

    """
    torch.set_num_threads(1)  # with two, the same module differs from the worker's in 5 of 30 runs (by up to 2e-7)
    project = Project(settings.root)
    assignment = load_assignment(project, settings.assignment)
    subject = read_subject(project, assignment)
    expected = frozenset(test.id for test in read_suite(project, assignment).tests)
    session = Session(settings, subject, expected, channel, search, judge)
    steady_hypothesis()
    warnings.simplefilter("ignore")  # references and wrong solutions warn as well, into the progress bar
    with _own_environment():
        code = pytest.main(_options(subject.tests_folder), plugins=[session, session.judge, Fixtures(session.judge)])
    if session.failure is not None:
        raise session.failure
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"pytest ended with {code!r}")


@contextmanager
def _own_environment() -> Iterator[None]:
    """Neither plugins that happen to be installed nor options for the course's own pytest apply."""
    before = dict(os.environ)
    os.environ.update(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PYTEST_ADDOPTS="", PYTEST_PLUGINS="")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _options(folder: Path) -> list[str]:
    # no configuration of the course's own pytest applies: its warnings as errors would be the students' fault, and a
    # conftest.py outside the folder would decide results without being part of their digest
    options = ["-s", "-c", os.devnull, "--rootdir", str(folder), "--confcutdir", str(folder), "-p", "autograder.plugin"]
    for name in UNUSED_PLUGINS:
        options += ["-p", f"no:{name}"]
    return [*options, str(folder)]


class Session:
    """The plugin that replaces pytest's loop over tests by one over submissions."""

    def __init__(
        self,
        settings: Settings,
        subject: Subject,
        expected: frozenset[str],
        channel: Channel,
        search: Search,
        judge: NewJudge,
    ) -> None:
        self.failure: BaseException | None = None
        """What ended the session early; pytest itself only turns it into an exit code."""
        self._settings, self._expected, self._channel, self._search = settings, expected, channel, search
        self._process = os.getpid()
        self._last_sign = 0.0
        self._zygote: Zygote | None = None
        project = Project(settings.root)
        hidden = (project.tests_folder(settings.assignment), project.solutions_folder(settings.assignment))
        self._gpu = Gpu(subject.assignment.preload, hidden, project.state_folder / GPU_LOCK)
        self.judge = judge(subject, settings.seed, self._alive)

    @pytest.hookimpl(wrapper=True)
    def pytest_load_initial_conftests(self) -> Iterator[None]:
        """A ``conftest.py`` that cannot be loaded ends the run."""
        try:
            return (yield)
        except (Exception, pytest.skip.Exception) as error:
            cause = getattr(error, "cause", error)
            raise AuthoringError(
                f"the conftest.py cannot be loaded: {type(cause).__name__}: {cause}",
                where=f"grading_tests/{self._settings.assignment}",
                tip="run pytest on this folder to see the whole error",
            ) from error

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A test file that cannot be imported ends the run: it is the author's to mend."""
        if report.failed and self.failure is None:
            lines = str(report.longrepr).strip().splitlines()
            self.failure = AuthoringError(
                f"cannot be collected: {lines[-1] if lines else 'unknown reason'}",
                where=report.nodeid,
                tip="run pytest on this file to see the whole error",
            )

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Grade until the channel ends."""
        if self.failure is None:
            try:
                self._grade_all(session.items)
            except (AutograderError, OSError) as error:
                self.failure = error
        return True

    @pytest.hookimpl(trylast=True)
    def pytest_internalerror(self, excrepr: object) -> None:
        """An error of ours: whoever waits for the channel must hear of it."""
        self.failure = self.failure or RuntimeError(str(excrepr))

    def _grade_all(self, items: list[pytest.Item]) -> None:
        by_test = self._by_test(items)
        zygote, choice = self._search.finish(allow_process_only=self._settings.allow_process_only)
        self._zygote, tier = zygote, choice.tier.description
        try:
            for work in self._channel:
                self._adopt()
                self._channel.done(self._grade(work, by_test, tier))
        finally:
            self.judge.close()
            self._gpu.close()
            self._zygote.close()

    def _by_test(self, items: list[pytest.Item]) -> dict[str, list[pytest.Item]]:
        """The collected items by test; what pytest collects must be what the files show, or points would be lost."""
        found: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in items:
            found[self._id(item)].append(item)
        missing, unknown = sorted(self._expected - found.keys()), sorted(found.keys() - self._expected)
        if missing or unknown:
            what = [f"{name} is not collected" for name in missing]
            what += [f"{name} is no function of that file" for name in unknown]
            raise AuthoringError(
                f"pytest collects other tests than the files show: {'; '.join(what[:LISTED])}",
                where=f"grading_tests/{self._settings.assignment}",
                tip="write every test as a function at the top level; no conftest.py may add, skip or deselect tests",
            )
        return found

    def _adopt(self) -> None:
        """In a fork of the process that collected: a zygote of its own."""
        if os.getpid() == self._process or self._zygote is None:
            if self.judge.zygote is None:
                self.judge.zygote = self._zygote
            return
        self._process = os.getpid()
        self._zygote = self.judge.zygote = self._zygote.clone()

    def _grade(self, work: Work, by_test: dict[str, list[pytest.Item]], tier: str) -> Done:
        """Run the tests of one work item, device by device, in the order in which they were collected."""
        results: dict[tuple[str, Device], list[CaseResult]] = defaultdict(list)
        notes: list[str] = []
        before: tuple[str, CaseResult] | None = None
        chosen = self._chosen(work, by_test)
        for device in work.devices:
            refusal = self._refusal(device)
            with self._seated(work.submission, device, refusal) as loaded:
                exercise = ""
                for test, item in chosen:
                    if exercise != (exercise := exercise_of(item)):
                        self.judge.begin_exercise(
                            tuple(other.nodeid for _, other in chosen if exercise_of(other) == exercise)
                        )
                    self._channel.emit(Step(test, device, parameters_of(item), before))
                    case = _not_run(item, device, refusal) if refusal else self._case(item)
                    results[test, device].append(case)
                    before = (test, case)
            notes += loaded
        return Done({key: tuple(cases) for key, cases in results.items()}, tuple(dict.fromkeys(notes)), tier)

    @contextmanager
    def _seated(self, submission: Submission, device: Device, refusal: str) -> Iterator[list[str]]:
        """A submission on a device; what loading it said is in the list afterwards."""
        notes: list[str] = []
        with contextlib.ExitStack() as stack:
            on_gpu = device is Device.CUDA and not refusal
            if on_gpu:
                stack.enter_context(self._gpu.turn(self._alive))
            self.judge.begin(submission, device, self._gpu.zygote if on_gpu else None)
            yield notes
            notes += self.judge.end()

    def _refusal(self, device: Device) -> str:
        """Why nothing can run on a device here; empty if it can."""
        if device is Device.CUDA:
            return self._gpu.refusal()
        if device is Device.EMULATED and self._zygote is not None:
            return self._zygote.wait_ready().emulation
        return ""

    def _case(self, item: pytest.Item) -> CaseResult:
        try:
            return self.judge.grade(item)
        except SandboxError:
            self._channel.emit(Helpless())
            raise

    def _chosen(self, work: Work, by_test: dict[str, list[pytest.Item]]) -> list[tuple[str, pytest.Item]]:
        return [(test, item) for test, found in by_test.items() if test in work.tests for item in found]

    def _id(self, item: pytest.Item) -> str:
        file = item.path.relative_to(self.judge.subject.tests_folder).as_posix()
        return f"{file}::{getattr(item, 'originalname', item.name)}"

    def _alive(self) -> None:
        now = time.monotonic()
        if now - self._last_sign > SIGN_OF_LIFE_SECONDS:
            self._last_sign = now
            self._channel.emit(Alive())


def _not_run(item: pytest.Item, device: Device, reason: str) -> CaseResult:
    return CaseResult(device, Outcome.NOT_RUN, 0.0, detail=reason, parameters=parameters_of(item))
