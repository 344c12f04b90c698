"""Cells of an nbgrader source notebook: what each becomes, and what is left to a person, before anything runs."""

import ast
import subprocess
import sys
from decimal import Decimal

import pytest
from nbformat.v4 import new_markdown_cell
from nbgrader_sources import checks, code, prose, solution, task, write_source

from autograder.errors import AuthoringError
from autograder.integrations.nbgrader.adopting.adopt import assignment_name
from autograder.integrations.nbgrader.adopting.cells import new_cells
from autograder.integrations.nbgrader.adopting.files import files_of
from autograder.integrations.nbgrader.adopting.plan import make_plan
from autograder.integrations.nbgrader.adopting.prose import Assets
from autograder.integrations.nbgrader.adopting.source import read_source
from autograder.manifest import Project
from autograder.notebook import CellKind, skeleton

CUBE = "def cube(x):\n    ### BEGIN SOLUTION\n    return x * square(x)\n    ### END SOLUTION"
NORM = "def norm(v):\n    ### BEGIN SOLUTION\n    return math.sqrt(sum(map(square, v)))\n    ### END SOLUTION"
SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"


@pytest.fixture
def divided(tmp_path):
    """``divided(*cells)``: the plan of a notebook with these cells."""

    def divide(*cells, **notebook):
        file = write_source(tmp_path / "hw" / "hw.ipynb", *cells, **notebook)
        return make_plan(read_source(file), {})

    return divide


@pytest.fixture
def written(divided, tmp_path):
    """``written(*cells)``: the files of the assignment made of a notebook, as texts."""

    def write(*cells):
        plan, assets = divided(*cells), Assets(tmp_path / "hw")
        files = files_of(plan, new_cells(plan, assets), "hw", Project(tmp_path), assets.files)
        return {name: content.decode() for name, content in files.items() if not name.endswith(".png")}

    return write


def exercise(plan, name):
    return next(found for found in plan.exercises if found.id == name)


def shown(text):
    return skeleton(text, where="test")


# ---- tests


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("squared = square\ndel square\nsquare = squared", "it replaces or deletes square, which students write"),
        ("def square(x):\n    return 4\nassert square(2) == 4", "it replaces or deletes square"),
        ("import math\nmath.pow = None\nassert square(2) == 4", "it patches math.pow"),
        ("square.calls = 0\nassert square(2) == 4", "it patches square.calls"),
        ("sum = None\nassert square(2) == 4", "it gives the builtin sum another value"),
        ("from unittest import mock\nassert square(2) == 4", "it patches (mock)"),
        ("import sys\nassert square(2) == 4 and sys.stdout", "it reads what is printed (stdout)"),
        ("assert eval('square(2)') == 4 and square", "it uses eval of the process"),
        ("assert square(2) == 4 and 'square' in globals()", "it uses globals of the process"),
        ("%timeit square(2)\nassert square(2) == 4", "it holds commands of IPython"),
        ("%%bash\ntrue", "it is not Python"),
        ("assert square(2) ==", "it is not Python: invalid syntax"),
        ("### AUTOTEST square(2)", "nbgrader writes its tests (AUTOTEST)"),
        ("assert square(2) == expected", "it reads expected, which nothing in the notebook defines"),
        ("assert 1 + 1 == 2", "it uses nothing that students write"),
        ('"""Only a sentence."""', "it tests nothing"),
        ("from nose.tools import assert_equal\nassert_equal(square(2), 4)", "it imports nose, which is not installed"),
        ("score = 0\nscore += square(2) == 4\nscore", "its last value is the score (partial credit)"),
        ("square(2) / 4", "its last value is the score (partial credit)"),
        ("0.5 if square(2) == 4 else 0", "its last value is the score (partial credit)"),
    ],
)
def test_what_only_works_in_the_students_process_is_left_to_a_person(divided, text, reason):
    plan = divided(solution("square", SQUARE), checks("square-tests", 1, text))
    assert plan.exercises == ()
    assert plan.by_hand[2].startswith(reason)


@pytest.mark.parametrize(
    "text",
    [
        "assert square(2) == 4\nprint('right')",
        "assert square(2) == 4\nsquare(3);",
        "import numpy as np\nnp.testing.assert_allclose(square(2), 4)",
        "def check(x):\n    assert square(x) == x * x\ncheck(3)",
        "import re\nassert re.compile('4').match(str(square(2)))",
        "for _ in range(3):\n    assert square(2) == 4",
        "x = 1; y = 2\nassert square(x + y) == 9",
        "assert [square(x) for x in (1, 2)] == [1, 4]",
    ],
)
def test_an_ordinary_test_is_taken_over(divided, text):
    plan = divided(solution("square", SQUARE), checks("square-tests", 1, text))
    assert [found.points for found in plan.exercises] == [1]
    assert plan.by_hand == {}


def test_a_name_that_a_prompt_leaves_among_the_builtins_is_none():
    """``sys.displayhook`` puts the last value there; run by itself, because it may have been there from the start."""
    program = "import builtins; builtins._ = 1; from autograder.integrations.nbgrader.adopting.scope import BUILTIN; "
    done = subprocess.run(
        [sys.executable, "-c", program + "print('_' in BUILTIN, 'print' in BUILTIN)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False True\n"


@pytest.mark.parametrize(("points", "reason"), [(0, "it is worth no points"), (0.125, "it is worth 0.125 points, and")])
def test_points_that_our_manifest_cannot_say_are_a_persons(divided, points, reason):
    plan = divided(solution("square", SQUARE), checks("square-tests", points, "assert square(2) == 4"))
    assert plan.by_hand[2].startswith(reason)


def test_objects_of_a_students_class_are_not_compared_from_outside(divided):
    """Two stand-ins for objects elsewhere are unequal whatever the class says, so the test would prove nothing."""
    text = "class Point:\n    ### BEGIN SOLUTION\n    x = 1\n    ### END SOLUTION\n    pass"
    plan = divided(solution("point", text), checks("unequal", 1, "a = Point()\nb = Point()\nassert a != b"))
    assert plan.by_hand[2].startswith("it compares objects of the student's own class (a != b)")


def test_a_test_of_an_earlier_definition_is_a_persons(divided):
    cells = [solution("first", SQUARE), checks("early", 1, "assert square(2) == 4"), solution("second", SQUARE)]
    plan = divided(*cells, checks("late", 1, "assert square(3) == 9"))
    assert "before cell 3 defines it anew" in plan.by_hand[2]
    assert exercise(plan, "square").home.number == 3


def test_a_notebook_in_another_language_has_no_exercises(divided):
    plan = divided(
        solution("square", "square <- function(x) x * x"), checks("tests", 1, "stopifnot(square(2) == 4)"), language="R"
    )
    assert plan.exercises == ()
    assert plan.by_hand == {1: "it is not Python", 2: "it is not Python"}


def test_a_test_file_reads_like_one_written_by_hand(written):
    files = written(
        code("import math\nimport numpy as np\n\nLIMIT = 3  # not more"),
        solution("square", SQUARE),
        checks("cell-0123456789abcdef", 1, "# the corners\nassert square(LIMIT) == 9\n\nassert square(0) == 0"),
        checks("more than one", 0.5, '"""Other numbers."""\nassert np.isclose(square(0.5), 0.25)'),
    )
    assert (
        files["grading_tests/hw/test_square.py"]
        == '''"""Hidden tests of square, from hw/hw.ipynb."""

import pytest
import numpy as np

pytestmark = pytest.mark.exercise("square")


@pytest.mark.points(1)
def test_square(student):
    """`square` must give the right results."""
    LIMIT = 3  # not more
    # the corners
    assert student.square(LIMIT) == 9

    assert student.square(0) == 0


@pytest.mark.points(0.5)
def test_more_than_one(student):
    """Other numbers."""
    assert np.isclose(student.square(0.5), 0.25)
'''
    )


def body_of(files, name="square"):
    (function,) = [
        n for n in ast.parse(files[f"grading_tests/hw/test_{name}.py"]).body if isinstance(n, ast.FunctionDef)
    ]
    return ast.unparse(function.body[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('assert square(2) == 4, f"not {square(2)}"', "not {student.square(2)}"),
        ("def twice(square):\n    return 2 * square\nassert square(2) == twice(2)", "square = student.square\n"),
        ("assert sorted([2], key=lambda square: -square) and square(1)", "square = student.square\n"),
        ('text = """\n  two\nlines"""\nassert square(2) and text', "'\\n  two\\nlines'"),
        ("가격 = 2\nassert 가격 and square(가격) == 4", "student.square(가격)"),
        ("assert map(square, [1]) and dict(square=1)", "map(student.square, [1]) and dict(square=1)"),
    ],
)
def test_names_of_students_are_taken_from_student_and_no_others(written, text, expected):
    files = written(solution("square", SQUARE), checks("tests", 1, text))
    body = body_of(files)
    assert expected in body.replace('"', "'") or expected in body
    compile(files["grading_tests/hw/test_square.py"], "test", "exec")


def test_what_a_test_needs_from_cells_above_comes_along(written):
    files = written(
        code("numbers = []"),
        code("numbers.append(2)\nprint(numbers)"),
        solution("square", SQUARE),
        code("result = square(2)"),
        checks("first", 1, "def near(a, b):\n    return abs(a - b) < LIMIT\n\nLIMIT = 1e-9\nassert near(result, 4)"),
        checks("second", 1, "assert near(square(numbers[0]), 4)"),
    )
    tests = files["grading_tests/hw/test_square.py"].partition("def test_second")[2]
    assert "numbers = []\n    numbers.append(2)\n" in tests
    assert "LIMIT = 1e-9" in tests
    assert "result =" not in tests
    assert "result = student.square(2)" in files["grading_tests/hw/test_square.py"].partition("def test_second")[0]


# ---- solutions


def test_a_cell_of_several_functions_becomes_several_exercises(divided):
    plan = divided(
        solution("both", f"{SQUARE}\n\n{CUBE}"),
        checks("one", 1, "assert square(2) == 4"),
        checks("two", 2, "assert cube(2) == 8"),
    )
    assert [(found.id, found.points) for found in plan.exercises] == [("square", 1), ("cube", 2)]
    assert plan.uses(exercise(plan, "cube")) == ("square",)


def test_a_reference_runs_by_itself_and_leaves_the_students_definitions_alone(divided):
    plan = divided(
        code("import math"),
        solution("square", SQUARE),
        checks("one", 1, "assert square(2) == 4"),
        solution(
            "norm",
            "def norm(v):\n    ### BEGIN SOLUTION\n    return math.sqrt(sum(map(square, v)))\n    ### END SOLUTION",
        ),
        checks("two", 2, "assert norm([3, 4]) == 5"),
    )
    text = exercise(plan, "norm").text
    alone = {}
    exec(text, alone)
    assert alone["norm"]([3, 4]) == 5
    in_notebook = {"square": lambda x: 0}
    exec(text, in_notebook)
    assert in_notebook["norm"]([3, 4]) == 0
    assert "square" not in shown(text)


def test_a_helper_that_nothing_tests_comes_along_with_the_first_exercise_that_needs_it(divided):
    helper = "def helper(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
    plan = divided(
        solution("helper", helper),
        solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return helper(x)\n    ### END SOLUTION"),
        checks("tests", 1, "assert f(1) == 2"),
    )
    cells = new_cells(plan, Assets(plan.notebook.file.parent))
    assert [cell.kind for cell in cells] == [CellKind.EXERCISE, CellKind.CHECK]
    assert "def helper(x):" in shown(exercise(plan, "f").text)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("def f(x):\n    return secret(x)\ndef secret(x):\n    return x", "def f(x):"),
        ("### BEGIN SOLUTION\ndef f(x):\n    '''Once x.'''\n    return x\n### END SOLUTION", "'''Once x.'''"),
        ("def f(x): return x", "def f(x):"),
        ("def f(x,\n      y=2):\n    return x", "      y=2):"),
        (
            "def f(x):\n    if x:\n        # BEGIN SOLUTION\n        return x\n    return 0\n    # END SOLUTION",
            "def f(x):",
        ),
        ("def f(x):\n    ### BEGIN SOLUTION\n    # nothing to do\n    ### END SOLUTION\n    return x", "def f(x):"),
        ("def f(x):\n        # BEGIN SOLUTION here\n    return x\n# END SOLUTION", "def f(x):"),
        ("import functools\n@functools.cache\ndef f(x):\n    return x", "@functools.cache"),
        ("async_ = 1; f = lambda x: x", "f = None"),
        (
            "class f:\n    '''A class.'''\n    limit = 7\n    def __init__(self, x):\n        self.x = x",
            "def __init__(self, x):",
        ),
    ],
)
def test_students_see_the_head_and_no_line_of_the_solution(divided, text, head):
    plan = divided(solution("f", text), checks("tests", 1, "assert f(1)"))
    reference = exercise(plan, "f").text
    names = {}
    exec(reference, names)
    assert names["f"](1)
    assert head in shown(reference)
    for secret in ("return x", "secret", "self.x", "limit", "lambda"):
        assert secret not in shown(reference)


def test_values_become_exercises_with_a_test_each(divided):
    plan = divided(
        solution("values", "a = 1\nb = a + 1"),
        checks("first", 1, "assert a == 1"),
        checks("second", 1, "assert a + b == 3"),
    )
    assert [(found.id, found.tests[0].cell.grade_id) for found in plan.exercises] == [("a", "first"), ("b", "second")]
    assert shown(exercise(plan, "b").text).startswith("b = None")


def test_values_that_are_only_tested_together_are_a_persons(divided):
    plan = divided(solution("values", "a = 1\nb = 2"), checks("both", 1, "assert (a, b) == (1, 2)"))
    assert plan.by_hand[2] == "it tests a, b at once, and every value needs a test of its own"


def test_a_solution_that_nothing_tests_is_kept(divided):
    plan = divided(solution("free", "def free():\n    return 'as a bird'"))
    assert plan.by_hand == {1: "students write it, and no test that was taken over calls it"}


# ---- what students see


def test_visible_tests_become_the_public_check_and_hidden_ones_do_not(divided):
    plan = divided(
        solution("square", SQUARE),
        checks("one", 1, "assert square(2) == 4\n### BEGIN HIDDEN TESTS\nassert square(5) == 25\n### END HIDDEN TESTS"),
        checks("two", 1, "assert square(3) == 9"),
    )
    cells = new_cells(plan, Assets(plan.notebook.file.parent))
    (check,) = [cell for cell in cells if cell.kind is CellKind.CHECK]
    assert "square(2)" in check.source
    assert "square(3)" in check.source
    assert not any("25" in cell.source for cell in cells)


@pytest.mark.parametrize(
    "text",
    [
        SQUARE,
        "class square:\n    ### BEGIN SOLUTION\n    def area(self):\n        return 1\n    ### END SOLUTION\n    pass",
        "square = 4",
    ],
)
def test_a_check_without_visible_tests_still_fails_while_nothing_is_written(divided, text):
    hidden = "### BEGIN HIDDEN TESTS\nassert square\n### END HIDDEN TESTS"
    plan = divided(solution("square", text), checks("one", 1, hidden))
    (check,) = [cell for cell in new_cells(plan, Assets(plan.notebook.file.parent)) if cell.kind is CellKind.CHECK]
    reference = exercise(plan, "square").text
    exec(f"{reference}\n{check.source}", {})
    if not text.startswith("class"):  # a class of which everything is hidden has nothing to look at
        with pytest.raises(AssertionError, match="square is not written yet"):
            exec(f"{shown(reference)}\n{check.source}", {})


def test_a_visible_test_that_would_pass_on_a_skeleton_is_shown_and_is_no_check(divided):
    text = "try:\n    square(2)\nexcept Exception:\n    pass"
    plan = divided(solution("square", SQUARE), checks("one", 1, text), checks("two", 1, "assert square(2) == 4"))
    kinds = {cell.kind: cell.source for cell in new_cells(plan, Assets(plan.notebook.file.parent))}
    assert kinds[CellKind.CODE] == text
    assert "except" not in kinds[CellKind.CHECK]


def test_pictures_inside_a_cell_and_beside_the_notebook_become_assets(tmp_path):
    (tmp_path / "hw" / "images").mkdir(parents=True)
    (tmp_path / "hw" / "images" / "plot.png").write_bytes(b"plot")
    (tmp_path / "secret.txt").write_text("no")
    cell = new_markdown_cell(
        '![a](attachment:a.png) <img src="images/plot.png"> [up](../secret.txt) [site](https://x.org/a.png)',
        attachments={"a.png": {"image/png": "cGljdHVyZQ=="}},
    )
    assets = Assets(tmp_path / "hw")
    plan = make_plan(read_source(write_source(tmp_path / "hw" / "hw.ipynb", cell)), {})
    (new,) = new_cells(plan, assets)
    assert assets.files == {"a.png": b"picture", "images/plot.png": b"plot"}
    assert new.source == (
        '![a](assets/a.png) <img src="assets/images/plot.png"> [up](../secret.txt) [site](https://x.org/a.png)'
    )


def test_prose_that_reads_as_a_code_cell_is_refused(written):
    with pytest.raises(AuthoringError, match="its prose holds what reads as a code cell"):
        written(prose("So:\n\n```{code-cell}\n:exercise: square\n```"))


def test_the_manifest_says_what_nbgrader_knew(written):
    files = written(prose('# The "first" one'), solution("square", SQUARE), checks("t", 0.5, "assert square(2) == 4"))
    assert 'title = { en = "The \\"first\\" one" }\nfile = "hw.ipynb"\n' in files["assignments/hw/assignment.toml"]
    assert 'id = "square"\npoints = 0.5\n' in files["assignments/hw/assignment.toml"]


# ---- reading


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (
            solution("s", "### BEGIN SOLUTION\nx = 1"),
            r"hw.ipynb, cell 1, line 2: 'BEGIN SOLUTION' without",
        ),
        (checks("t", 1, "### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS"), r"line 2: a second 'BEGIN HIDDEN TESTS'"),
        (task("t", "many", "Do."), r"hw.ipynb, cell 1: points must be a number from 0, got 'many'"),
        (task("t", -1, "Do."), r"points must be a number from 0, got -1"),
    ],
)
def test_what_nbgrader_refuses_is_refused_with_its_place(divided, cell, what):
    with pytest.raises(AuthoringError, match=what):
        divided(cell)


def test_metadata_of_an_older_schema_is_read(divided):
    cell = checks("tests", 1, "assert square(2) == 4")
    del cell.metadata["nbgrader"]["schema_version"], cell.metadata["nbgrader"]["task"]
    assert exercise(divided(solution("square", SQUARE), cell), "square").points == Decimal(1)


def test_a_notebook_of_several_in_a_folder_is_named_after_both(tmp_path):
    only = write_source(tmp_path / "ps1" / "problem.ipynb")
    assert assignment_name(only) == "ps1"
    write_source(tmp_path / "ps1" / "other.ipynb")
    assert assignment_name(only) == "ps1-problem"
    assert assignment_name(write_source(tmp_path / "ps1" / "ps1.ipynb")) == "ps1"
