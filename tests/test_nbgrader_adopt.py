"""``autograder nbgrader adopt``: adopted courses give the points that nbgrader gave, and lose none."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import nbgrader_commands
import pytest
from nbgrader_sources import (
    CONFIG,
    StockCourse,
    answer,
    checks,
    code,
    code_answer,
    prose,
    raw,
    solution,
    task,
    write_source,
)

from autograder.errors import UsageError
from autograder.grading.options import GradeOptions
from autograder.grading.pipeline import grade
from autograder.integrations.nbgrader.adopting import adopt
from autograder.manifest import Project, load_assignment
from autograder.model import Device
from autograder.releasing import release
from autograder.releasing.validate import MEND_FIRST, seeds_of, validate

VECTORS = {
    "lengths": '''
import itertools
### BEGIN SOLUTION
def _square(x):
    return x * x
### END SOLUTION

def length(v):
    """The Euclidean length."""
    # BEGIN SOLUTION
    return math.sqrt(sum(_square(x) for x in v))
    # END SOLUTION

def distance(a, b):
    """The distance of two points."""
    ### BEGIN SOLUTION
    return length([x - y for x, y in zip(a, b)])
    ### END SOLUTION
''',
    "unit": "def normalise(v):\n    return v / np.linalg.norm(v)\n",
    "values": "### BEGIN SOLUTION\nbasis = np.eye(2)\nanswer = 42\n### END SOLUTION\n",
    "tally": '''
class Tally:
    """Counts words."""

    ### BEGIN SOLUTION
    def __init__(self):
        self.counts = {}

    def add(self, word):
        self.counts[word] = self.counts.get(word, 0) + 1

    def most_common(self):
        return max(self.counts, key=self.counts.get)
    ### END SOLUTION
''',
}
TESTS = {
    "distances": '''
"""Distances of a few points."""
assert close(distance(*POINTS), 5)
### BEGIN HIDDEN TESTS
for k in range(1, 4):
    assert close(distance([0, 0], [3 * k, 4 * k]), 5 * k), f"{k}: {distance([0, 0], [3 * k, 4 * k])}"
### END HIDDEN TESTS
''',
    "length-hidden": """
### BEGIN HIDDEN TESTS
assert close(length([3, 4]), 5)
try:
    length(None)
except TypeError:
    pass
else:
    raise AssertionError("None has no length")
### END HIDDEN TESTS
""",
    "unit-vectors": """
np.testing.assert_allclose(normalise(np.array([3.0, 4.0])), [0.6, 0.8])
np.testing.assert_raises(ValueError, normalise, "text")
""",
    "the-answer": "assert answer == 42\n",
    "the-basis": "assert basis.shape == (2, 2)\nassert close(basis.trace(), 2) and answer\n",
    "words": """
t = Tally()
for word in "a b a".split():
    t.add(word)
assert t.counts == {"a": 2, "b": 1}
assert t.most_common() == "a"
""",
}
POINTS = {"distances": 2, "length-hidden": 1, "unit-vectors": 1.5, "the-answer": 1, "the-basis": 0.25, "words": 2}


def autograder(*arguments, cwd):
    """The command line as a user has it; a traceback is never an answer."""
    done = nbgrader_commands.run("autograder", arguments, cwd=cwd, env=dict(os.environ))
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


def without_markers(text):
    """A student who wrote what the instructor wrote."""
    return "\n".join(line for line in text.splitlines() if "SOLUTION" not in line)


def vectors_source(file):
    """A notebook with every kind of cell that can be taken over."""
    return write_source(
        file,
        prose("# Vectors\n\nLengths and distances."),
        code("import math\nimport numpy as np\n%matplotlib inline"),
        code("POINTS = np.array([[0.0, 0.0], [3.0, 4.0]])\n\n\ndef close(a, b):\n    return abs(a - b) < 1e-9"),
        solution("lengths", VECTORS["lengths"]),
        checks("distances", 2, TESTS["distances"]),
        checks("length-hidden", 1, TESTS["length-hidden"]),
        solution("unit", VECTORS["unit"]),
        checks("unit-vectors", 1.5, TESTS["unit-vectors"]),
        solution("values", VECTORS["values"]),
        checks("the-answer", 1, TESTS["the-answer"]),
        checks("the-basis", 0.25, TESTS["the-basis"]),
        solution("tally", VECTORS["tally"]),
        checks("words", 2, TESTS["words"]),
    )


RIGHT = {name: without_markers(text) for name, text in VECTORS.items()}
STUDENTS = {
    "right": RIGHT,
    "untouched": {},
    "half": {"lengths": RIGHT["lengths"].replace("math.sqrt(", "("), "values": "basis = np.eye(2)\nanswer = 41\n"},
    "broken": {**RIGHT, "unit": "def normalise(v)\n    return v\n", "tally": RIGHT["tally"].replace("max(", "min(")},
    "otherwise": {
        **RIGHT,
        "lengths": "length = lambda v: np.hypot(*v)\ndef distance(a, b):\n    return length(np.subtract(a, b))\n",
    },
    "warns": {
        **RIGHT,
        "unit": "import warnings\ndef normalise(v):\n    warnings.warn('slow')\n    return v / np.linalg.norm(v)\n",
    },
    "cheats": {
        "values": "class Anything:\n    def __eq__(self, other):\n        return True\nanswer = Anything()\nbasis = 0\n"
    },
}
WHERE_NBGRADER_IS_WRONG = {
    # a warning is written to stderr, and stock nbgrader gives no points to a test cell with anything on stderr
    ("warns", "unit-vectors"): (0, 1.5),
    # the test compares in the student's own process, where the student decides what is equal; here it runs elsewhere
    ("cheats", "the-answer"): (1, 0),
}


# ---- nbgrader's own quickstart course


@pytest.fixture(scope="module")
def quickstart(tmp_path_factory):
    """``nbgrader quickstart``, graded by stock nbgrader; adopted beside it, and what adopting said."""
    folder = tmp_path_factory.mktemp("quickstart")
    course = StockCourse(folder / "course101", folder)
    course.run("quickstart", "course101", cwd=folder)
    course.run("generate_assignment", "ps1")
    course.submit_examples("ps1")
    course.run("autograde", "ps1")
    notebooks = sorted((course.root / "source" / "ps1").glob("*.ipynb"))
    said = autograder("nbgrader", "adopt", *notebooks, "--root", folder / "ours", cwd=folder)
    assert not said.returncode, said.stderr
    return course, Project(folder / "ours"), said.stdout


def test_the_quickstart_submissions_get_the_points_that_nbgrader_gave(quickstart):
    course, project, _ = quickstart
    submitted = course.root / "submitted"
    done = autograder(
        *("grade", "ps1-problem1", submitted / "bitdiddle", submitted / "hacker", "--one", "--out", "out"),
        cwd=project.root,
    )
    assert not done.returncode, done.stderr
    with (project.root / "out" / "scores.csv").open(newline="", encoding="utf-8-sig") as file:
        ours = {row["id"]: row for row in csv.DictReader(file)}
    theirs = course.scores("ps1")
    for student in ("bitdiddle", "hacker"):
        squares = theirs[student, "correct_squares"] + theirs[student, "squares_invalid_input"]
        assert float(ours[student]["squares"]) == squares
        assert float(ours[student]["sum_of_squares"]) == theirs[student, "correct_sum_of_squares"]
    assert [float(ours[student]["squares"]) for student in ("bitdiddle", "hacker")] == [1, 2]


def test_no_point_of_the_quickstart_is_lost_and_the_command_says_so(quickstart):
    _, _, said = quickstart
    assert "10 points in nbgrader = 2.5 by hidden tests + 7.5 by hand" in said
    assert "3 points in nbgrader = 0 by hidden tests + 3 by hand" in said
    assert "sum_of_squares_uses_squares (problem1.ipynb, cell 13), 0.5: it replaces or deletes squares" in said


def test_what_is_marked_by_hand_is_kept_for_the_instructor_and_not_for_the_students(quickstart):
    _, project, _ = quickstart
    for name, secret in (("ps1-problem1", "sum_{i=1}^n i^2"), ("ps1-problem2", "fibonnaci sequence using recursion")):
        kept = (project.solutions_folder(name) / "by_hand.md").read_text()
        public = project.notebook_file(name).read_text()
        assert secret in kept
        assert secret not in public
        assert "marked by hand" in public


def test_the_adopted_quickstart_can_be_released_and_its_picture_comes_along(quickstart, tmp_path):
    _, project, _ = quickstart
    written = release(project, load_assignment(project, "ps1-problem1"), tmp_path)
    assert set(written.files) >= {"problem1.ipynb", "assets/jupyter.png"}
    assert "i ** 2 for i in range" not in (written.path / "problem1.ipynb").read_text()


def test_validate_asks_only_for_what_nbgrader_has_no_place_for(quickstart):
    """Solutions to try the tests with, a second language, and a real weakness: refusing everything earns a point."""
    _, project, _ = quickstart
    verdict = validate(project, "ps1-problem1", seeds=seeds_of(1), jobs=1, watcher=Quiet())
    allowed = ("solutions, at least", "Korean", "gives 1 points to 'raise ValueError'")
    assert MEND_FIRST not in verdict.remarks
    assert [problem for problem in verdict.problems if not any(words in problem.what for words in allowed)] == []
    assert sum("raise ValueError" in problem.what for problem in verdict.problems) == 1


class Quiet:
    def begin(self, total):
        pass

    def graded(self, submission):
        pass


# ---- a notebook with everything that can be taken over


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    """Graded by stock nbgrader and, adopted, by us: ``(adopted, {(student, cell): points})`` twice."""
    folder = tmp_path_factory.mktemp("vectors")
    course = StockCourse(folder, folder)
    (folder / "nbgrader_config.py").write_text(CONFIG)
    source = vectors_source(folder / "source" / "ps2" / "ps2.ipynb")
    course.run("generate_assignment", "ps2")
    for student, answers in STUDENTS.items():
        course.submit(student, "ps2", "ps2.ipynb", answers)
    course.run("autograde", "ps2")
    project = Project(folder / "ours")
    (adopted,) = adopt([source], project).notebooks
    paths = tuple(folder / "submitted" / student for student in STUDENTS)
    options = GradeOptions(project.root, "ps2", paths, folder / "out", (Device.CPU,), jobs=1, one=True)
    report = grade(options, Quiet())
    cell_of = {test.test: test.cell for exercise in adopted.exercises for test in exercise.tests}
    ours = {
        (entry.id, cell_of[test.name]): float(test.score)
        for entry in report.submissions
        for exercise in entry.exercises
        for test in exercise.tests
    }
    return adopted, course.scores("ps2"), ours


def test_every_test_cell_of_the_notebook_is_a_hidden_test_with_its_points(vectors):
    adopted, _, _ = vectors
    taken = {test.cell: float(test.points) for exercise in adopted.exercises for test in exercise.tests}
    assert taken == POINTS
    assert [exercise.id for exercise in adopted.exercises] == [
        *("length", "distance", "normalise", "basis", "answer", "Tally")
    ]
    assert adopted.points == adopted.automatic == Decimal("7.75")
    assert adopted.by_hand == ()


@pytest.mark.parametrize("student", STUDENTS)
def test_every_cell_gives_a_student_what_nbgrader_gave(vectors, student):
    _, theirs, ours = vectors
    for cell in POINTS:
        expected = WHERE_NBGRADER_IS_WRONG.get((student, cell), (theirs[student, cell],) * 2)
        assert (theirs[student, cell], ours[student, cell]) == expected, cell


def test_the_students_of_the_comparison_are_of_every_kind(vectors):
    """Else equal scores would say little."""
    _, theirs, _ = vectors
    totals = {student: sum(theirs[student, cell] for cell in POINTS) for student in STUDENTS}
    assert totals["right"] == totals["otherwise"] == 7.75
    assert totals["untouched"] == 0
    assert 0 < totals["half"] < totals["broken"] < 7.75


# ---- what is left to a person


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory):
    """A notebook of which some tests look harmless and cannot be taken over all the same; adopted."""
    folder = tmp_path_factory.mktemp("doubtful")
    source = write_source(
        folder / "ps3" / "ps3.ipynb",
        code("import random"),
        solution("draw", "def draw():\n    ### BEGIN SOLUTION\n    return random.random()\n    ### END SOLUTION"),
        checks("seeded", 1, "random.seed(1)\nassert draw() == 0.13436424411240122"),
        checks("drawn", 2, "assert 0 <= draw() < 1"),
        solution("shape", "class Shape:\n    ### BEGIN SOLUTION\n    sides = 4\n    ### END SOLUTION\n    pass"),
        checks("is-shape", 3, "assert isinstance(Shape(), Shape)"),
        code('ROWS = open("data.csv").read().split()'),
        solution("rows", "def rows():\n    ### BEGIN SOLUTION\n    return len(ROWS)\n    ### END SOLUTION"),
        checks("all-rows", 1, "assert rows() == 2"),
        solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    raise ValueError(x)\n    ### END SOLUTION"),
        checks("refuses", 1, "try:\n    f(1)\nexcept Exception:\n    pass\nelse:\n    raise AssertionError"),
    )
    (source.parent / "data.csv").write_text("1\n2\n")
    (adopted,) = adopt([source], Project(folder / "ours")).notebooks
    return adopted, {entry.cell: entry.reason for entry in adopted.by_hand}, Project(folder / "ours")


def test_tests_that_only_hold_in_the_students_process_are_found_by_trying(doubtful):
    """The instructor's own solution fails them in a worker, so they are a person's."""
    adopted, reasons, _ = doubtful
    assert [(exercise.id, exercise.points) for exercise in adopted.exercises] == [("draw", 2), ("f", 1)]
    assert reasons["seeded"].startswith("the source notebook fails it in a worker: FAILED, assert 0.")
    assert reasons["is-shape"].startswith("the source notebook fails it in a worker: FAILED, TypeError: isinstance()")
    assert (adopted.automatic, adopted.left) == (3, 5)


def test_a_solution_that_needs_a_file_of_the_course_costs_only_its_own_tests(doubtful):
    adopted, reasons, project = doubtful
    assert reasons["all-rows"].startswith("rows: does not run: FileNotFoundError")
    assert "data.csv is assets/data.csv now: mend the code that opens it" in adopted.remarks
    assert (project.assignment_folder("ps3") / "assets" / "data.csv").read_text() == "1\n2\n"


def test_an_untouched_notebook_that_earns_points_is_remarked(doubtful):
    adopted, _, _ = doubtful
    assert "refuses gives its points to an untouched notebook, as in nbgrader" in adopted.remarks


# ---- bad input


def by_hand_only(file):
    return write_source(
        file,
        prose("# Essay"),
        answer("essay", 3, "Why?\n\n### BEGIN SOLUTION\nBecause.\n### END SOLUTION"),
        code_answer("program", 2, "print('the answer')"),
        task("plot", 4, "Plot it.\n=== BEGIN MARK SCHEME ===\nLabels: 2.\n=== END MARK SCHEME ==="),
        raw("raw text"),
    )


def test_a_notebook_without_tests_keeps_its_prose_and_has_no_manifest(tmp_path):
    (adopted,) = adopt([by_hand_only(tmp_path / "essay" / "essay.ipynb")], Project(tmp_path / "ours")).notebooks
    public = (tmp_path / "ours" / "assignments" / "essay" / "essay.md").read_text()
    kept = (tmp_path / "ours" / "solutions" / "essay" / "by_hand.md").read_text()
    assert (adopted.automatic, adopted.left) == (0, 9)
    for secret in ("Because.", "print('the answer')", "Labels: 2."):
        assert secret in kept
        assert secret not in public
    for shown in ("# Essay", "Why?", "Plot it.", "raw text"):
        assert shown in public
    assert not (tmp_path / "ours" / "assignments" / "essay" / "assignment.toml").exists()


def test_nothing_is_overwritten_and_nothing_is_half_written(tmp_path):
    first, second = (by_hand_only(tmp_path / name / f"{name}.ipynb") for name in ("first", "second"))
    project = Project(tmp_path / "ours")
    adopt([second], project)
    before = snapshot(project.root)
    with pytest.raises(UsageError, match=r"assignments/second is there already, and nothing is overwritten"):
        adopt([first, second], project)
    assert snapshot(project.root) == before


def test_a_notebook_that_cannot_be_read_leaves_no_trace(tmp_path):
    good, bad = by_hand_only(tmp_path / "good" / "good.ipynb"), tmp_path / "bad.ipynb"
    bad.write_text("<html>")
    done = autograder("nbgrader", "adopt", good, bad, "--root", tmp_path / "ours", cwd=tmp_path)
    assert done.returncode == 2
    assert "bad.ipynb: is not a notebook" in done.stderr
    assert "tip: open it in Jupyter and save it again" in done.stderr
    assert snapshot(tmp_path / "ours") == {}


def test_two_notebooks_of_one_name_are_refused(tmp_path):
    both = [by_hand_only(tmp_path / folder / "hw" / "hw.ipynb") for folder in ("a", "b")]
    with pytest.raises(UsageError, match="two notebooks would become the same assignment"):
        adopt(both, Project(tmp_path / "ours"))


def test_a_project_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "ours").write_text("a file")
    with pytest.raises(UsageError, match=r"ours: cannot be written: .*File exists"):
        adopt([by_hand_only(tmp_path / "a" / "a.ipynb")], Project(tmp_path / "ours"))


def snapshot(folder):
    return {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
