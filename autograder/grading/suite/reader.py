"""grading_tests/<name>/ -> Suite."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from autograder.grading.suite.digest import Digester
from autograder.grading.suite.problems import Problems
from autograder.grading.suite.source import (
    SourceFile,
    SourceFunction,
    bound_names,
    is_test_file,
    parse,
    read_source,
)
from autograder.manifest import Project, suggestion
from autograder.model import Assignment, Device, Exercise, Text


@dataclass(frozen=True, slots=True)
class HiddenTest:
    """One test function of the hidden suite."""

    file: str
    """Relative to the folder of the hidden tests, with forward slashes."""
    name: str
    """The function."""
    exercise: str
    points: Decimal
    devices: tuple[Device, ...]
    """Where it runs: its own marker, the file's, or what the exercise declares."""
    message: Text
    """What it promises: the sentence a student sees."""
    forbids: tuple[str, ...]
    """Dotted names whose use is flagged: the exercise's, the file's and its own."""
    digest: str
    """SHA-256 of all that decides its result besides the student, the seed and the machine (SEMANTICS 24)."""

    @property
    def id(self) -> str:
        """``test_attention.py::test_rows_sum_to_one``: the same for every student, device and machine."""
        return f"{self.file}::{self.name}"


@dataclass(frozen=True, slots=True)
class Suite:
    """All hidden tests of one assignment, by file and in the order they are written."""

    tests: tuple[HiddenTest, ...]

    def of_exercise(self, exercise_id: str) -> tuple[HiddenTest, ...]:
        """The tests of one exercise."""
        return tuple(test for test in self.tests if test.exercise == exercise_id)


def read_suite(project: Project, assignment: Assignment) -> Suite:
    """The hidden tests as they are written; nothing is imported or run.

    Raises:
        AuthoringError: tests, references and manifest do not fit together; lists everything that is wrong.

    """
    problems = Problems()
    files = _read_files(project, assignment, problems)
    _check_references(project, assignment, problems)
    suite = _assemble(project, assignment, [file for file in files if file is not None], problems)
    if None not in files:  # a file that is not Python would be blamed a second time
        _check_exercises(project, assignment, suite, problems)
    problems.raise_all(f"the hidden tests of {assignment.name!r}")
    return suite


def _read_files(project: Project, assignment: Assignment, problems: Problems) -> list[SourceFile | None]:
    folder = project.tests_folder(assignment.name)
    paths = [path for path in sorted(folder.rglob("*.py")) if is_test_file(path.name)]
    stems = [path.stem for path in paths]
    return [
        read_source(path, path.relative_to(folder).as_posix(), project.shown(path), stems, problems) for path in paths
    ]


def _check_references(project: Project, assignment: Assignment, problems: Problems) -> None:
    for exercise in assignment.exercises:
        path = project.reference_file(assignment.name, exercise.id)
        shown = project.shown(path)
        if not path.is_file():
            problems.add(shown, f"the reference of {exercise.id!r} is missing", f"Write it; it defines {exercise.id}.")
        elif (module := parse(path, shown, problems)) is not None and exercise.id not in bound_names(module):
            near = suggestion(exercise.id, bound_names(module))
            problems.add(shown, f"the reference does not define {exercise.id!r}{near}")


def _assemble(project: Project, assignment: Assignment, files: list[SourceFile], problems: Problems) -> Suite:
    digester = Digester.of(project, assignment)
    exercises = {exercise.id: exercise for exercise in assignment.exercises}
    tests: list[HiddenTest] = []
    for file in files:
        homeless: dict[str, list[SourceFunction]] = {}
        for function in file.functions:
            wanted = function.markers.exercise or file.markers.exercise
            if wanted in exercises:
                tests.append(_hidden_test(file, function, exercises[wanted], digester, problems))
            else:
                homeless.setdefault(wanted, []).append(function)
        _complain_about_homeless(file, homeless, tuple(exercises), problems)
    return Suite(tuple(tests))


def _complain_about_homeless(
    file: SourceFile, homeless: dict[str, list[SourceFunction]], known: tuple[str, ...], problems: Problems
) -> None:
    """One problem for all tests of a file that name the same unknown exercise, or none."""
    for wanted, functions in homeless.items():
        where, names = f"{file.shown}:{functions[0].line}", ", ".join(function.name for function in functions)
        if wanted:
            tip = f"Exercises in assignment.toml: {', '.join(known)}."
            problems.add(where, f"unknown exercise {wanted!r} for {names}{suggestion(wanted, known)}", tip)
        else:
            tip = 'Write pytestmark = pytest.mark.exercise("...") at the top of the file.'
            problems.add(where, f"no exercise for {names}", tip)


def _hidden_test(
    file: SourceFile, function: SourceFunction, exercise: Exercise, digester: Digester, problems: Problems
) -> HiddenTest:
    where, own = f"{file.shown}:{function.line}", function.markers
    devices = own.devices or file.markers.devices or exercise.devices
    for device in devices:
        if device not in exercise.devices:
            what = f"{function.name!r} runs on {device.value!r}, the exercise {exercise.id!r} does not"
            problems.add(where, what, f"Its devices in assignment.toml: {', '.join(exercise.devices)}.")
    if own.points is None:
        problems.add(where, f"{function.name!r} has no points", "Add @pytest.mark.points(1).")
    message = Text(en=own.message.en or function.sentence, ko=own.message.ko)
    if not message.en:
        problems.add(
            where, f"{function.name!r} has no docstring", "Its first paragraph is the sentence a student sees."
        )
    return HiddenTest(
        file=file.name,
        name=function.name,
        exercise=exercise.id,
        points=own.points or Decimal(0),
        devices=devices,
        message=message,
        forbids=tuple(dict.fromkeys((*exercise.forbids, *file.markers.forbids, *own.forbids))),
        digest=digester.digest(file, function, exercise),
    )


def _check_exercises(project: Project, assignment: Assignment, suite: Suite, problems: Problems) -> None:
    for exercise in assignment.exercises:
        tests = suite.of_exercise(exercise.id)
        if not tests:
            shown = project.shown(project.test_file(assignment.name, exercise.id))
            problems.add(shown, f"the exercise {exercise.id!r} has no test", "Write at least one.")
        elif all(test.points for test in tests):  # else the missing marker has been noted
            _check_sum(project, assignment, exercise, tests, problems)


def _check_sum(
    project: Project, assignment: Assignment, exercise: Exercise, tests: tuple[HiddenTest, ...], problems: Problems
) -> None:
    """SEMANTICS 25."""
    total = sum((test.points for test in tests), Decimal(0))
    if total != exercise.points:
        problems.add(
            f"{project.shown(project.manifest_file(assignment.name))}, exercise {exercise.id!r}",
            f"points is {exercise.points}, its tests add up to {total}",
            "; ".join(f"{test.id} {test.points}" for test in tests),
        )
