"""Grading a cohort, as a list of steps: start reading here.

prepare     the assignment and its hidden tests, the cohort as text, the seed; nothing is executed
judge       what was not graded before runs in judge processes and locked workers
score       points from outcomes
publish     report, scores and feedback
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from autograder.grading import machine, outputs
from autograder.grading.judging import Judged, Judging, Watcher
from autograder.grading.options import GradeOptions, SeedChoice
from autograder.grading.plan import Plan, Question, make_plan
from autograder.grading.score import score_submission
from autograder.grading.suite import read_suite
from autograder.grading.taken import Taken
from autograder.grading.versions import versions
from autograder.grading.work import Settings, Work
from autograder.intake import Cohort, read_cohort
from autograder.manifest import Project, load_assignment, load_course, load_overrides
from autograder.model import Report
from autograder.store import ItemResult, Journal, Store

UNKNOWN_TIER = "unknown"


def grade(options: GradeOptions, watcher: Watcher) -> Report:
    """Grade a cohort and write its reports.

    Raises:
        AutograderError: nothing can be graded; what was graded before is kept.
        KeyboardInterrupt: the next call goes on where this one stopped.

    """
    project = Project(options.root)
    with _opened_store(project) as store:
        run = _prepare(project, options, store)
        run, taken = _judge(run, store, watcher)
    report = _score(run, taken)
    language = load_course(project).language
    outputs.publish(run.question.assignment, report, run.cohort.submissions, options.out, language)
    return report


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of ``grade`` is about."""

    project: Project
    options: GradeOptions
    question: Question
    """What the results depend on; its tier is the one expected until a worker has started."""
    cohort: Cohort


@contextmanager
def _opened_store(project: Project) -> Iterator[Store]:
    store = Store.open(load_course(project).database)
    try:
        yield store
    finally:
        store.close()


def _prepare(project: Project, options: GradeOptions, store: Store) -> Run:
    """Read everything that can be wrong before anything runs."""
    assignment = load_assignment(project, options.assignment)
    outputs.check_writable(options.out)
    question = Question(
        assignment=assignment,
        suite=read_suite(project, assignment),
        seed=_seed(options, store),
        tier=machine.recall_tier(project.state_folder) or UNKNOWN_TIER,
        versions=versions(),
        devices=tuple(dict.fromkeys(options.devices)),
    )
    return Run(project, options, question, read_cohort(options.paths, assignment, one=options.one))


def _seed(options: GradeOptions, store: Store) -> str:
    """SEMANTICS 22: drawn once per assignment and store, unless another one is asked for."""
    if options.seed is SeedChoice.KEPT:
        return store.seed(options.assignment)
    if options.seed is SeedChoice.NEW:
        return store.new_seed(options.assignment)
    store.set_seed(options.assignment, options.seed)
    return options.seed


def _judge(run: Run, store: Store, watcher: Watcher) -> tuple[Run, Taken]:
    """Run what is left; once more where the isolation turns out to be another than the results looked up came from."""
    while True:
        plan = make_plan(run.question, run.cohort.submissions, store, fresh=run.options.fresh)
        taken = Taken()
        taken.look_up(plan)
        tier = _judge_plan(run, plan, taken, store, watcher)
        if tier in ("", run.question.tier):
            return run, taken
        machine.remember_tier(run.project.state_folder, tier)
        actual = replace(run.question, tier=tier)
        known_before = bool(plan.known)
        run = replace(run, question=actual)
        if not known_before:
            return run, taken


def _judge_plan(run: Run, plan: Plan, taken: Taken, store: Store, watcher: Watcher) -> str:
    """Judge one plan; returns the tier it ran in, empty if nothing had to run."""
    journal = store.begin(_run_key(run))
    done = journal.finished()
    left = []
    for work in plan.work:
        item = done.get(_item_id(work, run.question))
        if item is None:
            left.append(work)
        else:
            taken.add(work, item)
    tier = ""

    def finished(judged: Judged) -> None:
        nonlocal tier
        tier = judged.tier or tier
        item = ItemResult({test: cases for (test, _), cases in judged.results.items()}, judged.notes)
        taken.add(judged.work, item)
        _keep(replace(run.question, tier=tier or run.question.tier), judged.work, item, store, journal)

    if left:
        settings = Settings(
            run.project.root, run.question.assignment.name, run.question.seed, run.options.allow_process_only
        )
        Judging(settings, run.options.jobs, run.options.executor, watcher).run(left, finished)
    journal.close(finished=True)
    return tier


def _keep(question: Question, work: Work, item: ItemResult, store: Store, journal: Journal) -> None:
    """Write a finished submission down before anything else happens."""
    (device,) = work.devices
    tests = {test.id: test for test in question.suite.tests}
    store.keep((question.key(work.submission, tests[test], device), cases) for test, cases in item.results.items())
    journal.record(_item_id(work, question), item)


def _run_key(run: Run) -> str:
    """Names what an interrupted run was doing: the same question about the same students."""
    ids = [submission.id for submission in run.cohort.submissions]
    parts = [run.question.assignment.name, run.question.seed, str(run.options.fresh), *run.question.devices, *ids]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _item_id(work: Work, question: Question) -> str:
    """One submission as it is, with the tests as they are: an edited one is another item."""
    (device,) = work.devices
    digests = sorted(test.digest for test in question.suite.tests if test.id in work.tests)
    return "\0".join((work.submission.id, work.submission.digest, device, *digests))


def _score(run: Run, taken: Taken) -> Report:
    question = run.question
    overrides = load_overrides(run.project, question.assignment.name)
    return Report(
        assignment=question.assignment.name,
        seed=question.seed,
        isolation=question.tier,
        versions=dict(question.versions),
        submissions=tuple(
            score_submission(
                question.assignment,
                question.suite.tests,
                taken.results(submission.id),
                replace(submission, notes=(*submission.notes, *taken.notes(submission.id))),
                requested_devices=question.devices,
                overrides=overrides,
            )
            for submission in run.cohort.submissions
        ),
        unreadable=run.cohort.unreadable,
    )
