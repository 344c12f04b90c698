"""Grading a cohort, as a list of steps: start reading here.

prepare     the assignment and its hidden tests, the cohort as text, the seed; nothing is executed
judge       what was not graded before runs in judge processes and locked workers
score       points from outcomes, the attempt that counts, what being late costs
publish     report, scores and feedback
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from autograder.grading import attempts, machine, outputs
from autograder.grading.forbidden import forbidden_notes
from autograder.grading.judging import Judged, Judging, Watcher
from autograder.grading.lateness import Calendar, calendar, penalized
from autograder.grading.options import GradeOptions, SeedChoice
from autograder.grading.plan import Plan, Question
from autograder.grading.records import Records
from autograder.grading.score import score_submission
from autograder.grading.suite import read_suite
from autograder.grading.versions import versions
from autograder.grading.work import Settings
from autograder.intake import Cohort, named, read_cohort, with_times
from autograder.manifest import Course, Override, Project, load_assignment, load_course, load_overrides
from autograder.model import Assignment, Device, Outcome, Report, Submission, SubmissionResult
from autograder.sandbox.tier import Tier
from autograder.store import Store

UNKNOWN_TIER = ""
Reader = Callable[[Assignment], Cohort]
"""Finds what was handed in; raises ``AutograderError`` where nothing can be graded."""


def grade(options: GradeOptions, watcher: Watcher) -> Report:
    """Grade a cohort and write its reports.

    Raises:
        AutograderError: nothing can be graded, or no report be written; what was graded is kept.
        KeyboardInterrupt: the next call goes on where this one stopped.

    """

    def read(assignment: Assignment) -> Cohort:
        cohort = named(read_cohort(options.paths, assignment, one=options.one), options.student)
        cohort = with_times(cohort, options.submitted_at)
        outputs.check_writable(options.out)
        return cohort

    course = load_course(Project(options.root))
    with _graded(options, course, read, watcher) as (run, report):
        outputs.publish(run.question.assignment, report, run.cohort.submissions, options.out, course.language)
    return report


def grade_cohort(options: GradeOptions, read: Reader, watcher: Watcher) -> Report:
    """Grade a cohort that ``read`` finds in some other way, and write no file.

    Args:
        options: where ``paths``, ``one`` and ``out`` say nothing.
        read: called once, when manifest and hidden tests are known to be sound.
        watcher: is told how far it is.

    Raises:
        AutograderError: as :func:`grade`.
        KeyboardInterrupt: as :func:`grade`.

    """
    course = load_course(Project(options.root))
    timeless = replace(course, deadlines={}, extensions=())  # who reads the cohort deals with what is late
    with _graded(options, timeless, read, watcher) as (_, report):
        return report


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of ``grade`` is about."""

    project: Project
    options: GradeOptions
    question: Question
    """What the results depend on; its tier is the one expected until a worker has started."""
    cohort: Cohort
    overrides: tuple[Override, ...]
    calendar: Calendar


@contextmanager
def _graded(options: GradeOptions, course: Course, read: Reader, watcher: Watcher) -> Iterator[tuple[Run, Report]]:
    """The steps of a run; it counts as finished when the block that publishes its report has ended."""
    with _opened_store(course) as store:
        run = _prepare(options, course, read, store)
        journal = store.begin(_run_name(options, run.question.seed))
        records = Records(store, journal, fresh=options.fresh)
        run = _judge(run, records, watcher)
        yield _score(run, records)
        journal.close(finished=True)


@contextmanager
def _opened_store(course: Course) -> Iterator[Store]:
    store = Store.open(course.database)
    try:
        yield store
    finally:
        store.close()


def _prepare(options: GradeOptions, course: Course, read: Reader, store: Store) -> Run:
    """Read everything that can be wrong before anything runs; a seed is drawn or set when nothing is."""
    project = Project(options.root)
    assignment = load_assignment(project, options.assignment)
    suite = read_suite(project, assignment)
    overrides = load_overrides(project, assignment.name)
    due = calendar(course, assignment.name)
    cohort = attempts.entered(read(assignment), course.attempts)
    question = Question(
        assignment=assignment,
        suite=suite,
        seed=_seed(options, store),
        tier=_expected_tier(project, options),
        versions=versions(assignment.preload),
        devices=tuple(dict.fromkeys(options.devices or assignment.usual_devices)),
    )
    return Run(project, options, question, cohort, overrides, due)


def _seed(options: GradeOptions, store: Store) -> str:
    """SEMANTICS 22: drawn once per assignment and store, unless another one is asked for."""
    match options.seed:
        case SeedChoice.KEPT:
            return store.seed(options.assignment)
        case SeedChoice.NEW:
            return _new_seed(options, store)
        case seed:
            store.set_seed(options.assignment, seed)
            return seed


def _new_seed(options: GradeOptions, store: Store) -> str:
    """Another seed; that of an interrupted run with ``--new-seed`` if there is one, so that it can go on."""
    kept = store.seed(options.assignment)
    if store.begin(_run_name(options, kept)).finished():
        return kept
    drawn = store.new_seed(options.assignment)
    store.begin(_run_name(options, drawn)).record("begun", {})
    return drawn


def _run_name(options: GradeOptions, seed: str) -> str:
    """Names what an interrupted run was doing, for the same command to go on; its results are named by their keys."""
    choice = options.seed.value if isinstance(options.seed, SeedChoice) else ""
    return "\0".join((options.assignment, seed, choice, "fresh" if options.fresh else ""))


def _expected_tier(project: Project, options: GradeOptions) -> str:
    """The isolation of the last run here; results of tier D are none unless they are asked for."""
    tier = machine.recall_tier(project.state_folder)
    refused = tier == Tier.D.description and not options.allow_process_only
    return UNKNOWN_TIER if refused else tier


def _judge(run: Run, records: Records, watcher: Watcher) -> Run:
    """Run what is left; once more where the isolation turns out to be another than that of the results looked up."""
    while True:
        plan = records.look_up(run.question, run.cohort.submissions)
        tier = _judge_plan(run, plan, records, watcher)
        if tier in (UNKNOWN_TIER, run.question.tier):
            return run
        run = replace(run, question=replace(run.question, tier=tier))
        if not plan.known:
            return run


def _judge_plan(run: Run, plan: Plan, records: Records, watcher: Watcher) -> str:
    """Judge what is left of one plan; returns the tier it ran in, unknown if nothing had to run."""
    question, options = run.question, run.options
    if not plan.work:
        return UNKNOWN_TIER
    name, devices = question.assignment.name, question.devices
    settings = Settings(run.project.root, name, question.seed, options.allow_process_only, devices)
    judging = Judging(settings, options.jobs, options.executor, watcher)

    def finished(judged: Judged) -> None:
        if judging.tier not in (UNKNOWN_TIER, question.tier):
            machine.remember_tier(run.project.state_folder, judging.tier)
        records.add(replace(question, tier=judging.tier), judged)

    judging.run(plan.work, finished)
    return judging.tier


def _score(run: Run, records: Records) -> tuple[Run, Report]:
    """The report, and the run with the attempts that count."""
    question, options = run.question, run.options
    scored = attempts.counted((entry, _score_one(run, entry, records)) for entry in run.cohort.submissions)
    report = Report(
        assignment=question.assignment.name,
        seed=question.seed,
        isolation=_isolation(question.tier, run, records),
        versions=dict(question.versions),
        submissions=tuple(result for _, result in scored),
        unreadable=run.cohort.unreadable,
        requested_devices=options.devices,
    )
    return replace(run, cohort=replace(run.cohort, submissions=tuple(entry for entry, _ in scored))), report


def _score_one(run: Run, submission: Submission, records: Records) -> SubmissionResult:
    """One attempt's points, with what is taken for being late."""
    told = (*submission.notes, *records.notes(submission.id), *forbidden_notes(submission, run.question.suite))
    result = score_submission(
        run.question.assignment,
        run.question.suite.tests,
        records.results(submission.id),
        replace(submission, id=attempts.student(submission.id), notes=told),
        requested_devices=run.options.devices,
        overrides=run.overrides,
    )
    return penalized(result, run.calendar)


def _isolation(tier: str, run: Run, records: Records) -> str:
    """The tier of the run; what ran on a GPU had less."""
    results = (records.results(submission.id) for submission in run.cohort.submissions)
    cases = (case for found in results for (_, device), some in found.items() if device is Device.CUDA for case in some)
    on_gpu = any(case.outcome is not Outcome.NOT_RUN for case in cases)
    return f"{tier}; {Tier.G.description}, on cuda" if on_gpu else tier
