"""Is this assignment fit to publish? ``autograder validate`` as a list of steps (SEMANTICS 21, 26, 27).

read        manifest, tests, references and notebook fit together; nothing hidden is released
inspect     enough solutions, each runnable and self-contained; both languages
check       the public checks, in a locked worker
try         every variant through the judges that grade students, with each seed
report      what must be mended, what deserves a look, a table
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.errors import AuthoringError
from autograder.grading.judging import Watcher
from autograder.grading.suite.problems import Problem, Problems
from autograder.manifest import Project, load_assignment
from autograder.model import Device
from autograder.releasing.findings import judge_checks, judge_trials
from autograder.releasing.material import Material, read_material
from autograder.releasing.remarks import remarks_on
from autograder.releasing.standards import demand_runnable, demand_standards
from autograder.releasing.summary import Row, rows_of
from autograder.releasing.trials import run_trials
from autograder.releasing.variants import Variant, make_variants
from autograder.sandbox.choose import Search

MEND_FIRST = "mend this first: nothing further was looked at"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of an assignment."""

    assignment: str
    problems: tuple[Problem, ...]
    """What must be mended; none if it is fit to publish."""
    remarks: tuple[str, ...] = ()
    """What deserves a look."""
    rows: tuple[Row, ...] = ()
    """One for each exercise; none if nothing could be graded."""
    variants: int = 0
    """How many submissions were graded with each seed."""
    seeds: tuple[str, ...] = ()


def seeds_of(count: int) -> tuple[str, ...]:
    """The first so many seeds; the same every time, so that a flake can be looked at."""
    return tuple(f"validate-{number}" for number in range(1, count + 1))


def validate(
    project: Project,
    name: str,
    *,
    seeds: Sequence[str],
    jobs: int,
    watcher: Watcher,
    devices: Sequence[Device] = (),
) -> Verdict:
    """Hold an assignment to the standard, on these devices or the usual ones.

    Raises:
        ManifestError: there is no telling what the assignment is.
        SandboxError: no worker can be started.

    """
    assignment = load_assignment(project, name)
    problems = Problems()
    try:
        material = read_material(project, assignment, devices)
        demand_runnable(material, problems)
        if problems.found:
            return Verdict(name, tuple(problems.found), (MEND_FIRST,))
        demand_standards(material, problems)
        variants = make_variants(material)
        _run_public_checks(material, variants, problems)
        groups = run_trials(material, variants, seeds, jobs, watcher)
    except AuthoringError as error:
        problems.add(error.where, error.what, error.tip)
        return Verdict(name, tuple(problems.found), (MEND_FIRST,))
    judge_trials(material, groups, problems)
    return Verdict(
        assignment=name,
        problems=tuple(problems.found),
        remarks=remarks_on(material, groups),
        rows=rows_of(material, groups),
        variants=len(variants),
        seeds=tuple(seeds),
    )


def _run_public_checks(material: Material, variants: Sequence[Variant], problems: Problems) -> None:
    project, name = material.project, material.assignment.name
    search = Search(material.assignment.preload, hidden=(project.tests_folder(name), project.solutions_folder(name)))
    try:
        # imports torch, while the zygote boots
        from autograder.releasing.public_checks import run_checks  # noqa: PLC0415

        zygote, _ = search.finish(allow_process_only=True)
        with zygote:
            judge_checks(material, run_checks(material, variants, zygote), problems)
    finally:
        search.close()
