# ruff: noqa: E501 - a row of a table is one line
"""Hidden tests are read without running them, and everything wrong with them is told at once."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from autograder.errors import AuthoringError
from autograder.grading.suite import HiddenTest, Suite, read_suite
from autograder.manifest import Project, load_assignment
from autograder.model import Device, Text

MANIFEST = """\
schema = 1
[[exercise]]
id = "attention"
points = 3.5
devices = ["cpu", "cuda"]
forbids = ["torch.nn.MultiheadAttention"]
uses = ["softmax"]
[[exercise]]
id = "softmax"
points = 1
"""

ATTENTION = '''\
"""Hidden tests of attention."""
import pytest
from autograder.testing import agree

raise SystemExit("this file must not run")

pytestmark = pytest.mark.exercise("attention")

SIZE = 4


@pytest.mark.points(2)
@pytest.mark.message(ko="각 행의 합은 1이어야 합니다.")
def test_rows_sum_to_one(student, reference, make):
    """Every row of the weights
    must sum to one.

    Not for students: see the lecture.
    """
    agree(student.attention, reference.attention, make.tensor(SIZE, SIZE))


@pytest.mark.points(1.5)
@pytest.mark.devices("cpu")
@pytest.mark.forbids("torch.softmax")
@pytest.mark.parametrize("size", [1, 2])
def test_mask(student, reference, make, size):
    """A mask hides the future."""
    agree(student.attention, reference.attention, make.tensor(size, size))  # see above
'''

SOFTMAX = """\
from pytest import mark

pytestmark = [mark.exercise("softmax"), mark.filterwarnings("ignore")]


def helper():
    return 1


@mark.points(1)
@mark.message(en="Large numbers must not overflow.")
def test_is_stable(student):
    assert student.softmax
"""

FILES = {
    "assignments/essentials/assignment.toml": MANIFEST,
    "grading_tests/essentials/test_attention.py": ATTENTION,
    "grading_tests/essentials/test_softmax.py": SOFTMAX,
    "solutions/essentials/attention.py": "def attention(q):\n    return q  # right\n",
    "solutions/essentials/softmax.py": "if True:\n    softmax = lambda x: x\n",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def read(root: Path) -> Suite:
    project = Project(root)
    return read_suite(project, load_assignment(project, "essentials"))


def digests(root: Path) -> dict[str, str]:
    return {test.name: test.digest for test in read(root).tests}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_everything_a_test_declares_is_read_and_the_file_is_not_run(root):
    rows, mask, stable = read(root).tests
    assert rows == HiddenTest(
        file="test_attention.py",
        name="test_rows_sum_to_one",
        exercise="attention",
        points=Decimal(2),
        devices=(Device.CPU, Device.CUDA),
        message=Text(en="Every row of the weights must sum to one.", ko="각 행의 합은 1이어야 합니다."),
        forbids=("torch.nn.MultiheadAttention",),
        digest=rows.digest,
    )
    assert (mask.points, mask.devices) == (Decimal("1.5"), (Device.CPU,))
    assert mask.forbids == ("torch.nn.MultiheadAttention", "torch.softmax")
    assert mask.message == Text(en="A mask hides the future.")
    assert (stable.id, stable.exercise) == ("test_softmax.py::test_is_stable", "softmax")
    assert stable.message.en == "Large numbers must not overflow."
    assert read(root).of_exercise("softmax") == (stable,)


def test_a_test_can_name_another_exercise_than_its_file(root):
    moved = SOFTMAX.replace("@mark.points(1)", '@mark.exercise("attention")\n@mark.points(1)')
    write(root, {"grading_tests/essentials/test_softmax.py": moved})
    with pytest.raises(AuthoringError, match="the exercise 'softmax' has no test"):
        read(root)


# Digests


def changed(root: Path, files: dict[str, str]) -> set[str]:
    """The tests whose digest another version of some files changes."""
    before = digests(root)
    write(root, files)
    after = digests(root)
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


TESTS = "grading_tests/essentials"
ALL = {"test_rows_sum_to_one", "test_mask", "test_is_stable"}
OF_ATTENTION = {"test_rows_sum_to_one", "test_mask"}


@pytest.mark.parametrize(
    "file, old, new, affected",
    [
        (f"{TESTS}/test_attention.py", "[1, 2]", "[1, 3]", {"test_mask"}),
        (f"{TESTS}/test_attention.py", "make.tensor(SIZE, SIZE)", "make.tensor(SIZE, 5)", {"test_rows_sum_to_one"}),
        (f"{TESTS}/test_attention.py", "A mask hides the future.", "A mask hides.", {"test_mask"}),
        (f"{TESTS}/test_attention.py", "  # see above", "  # see below", set()),
        (f"{TESTS}/test_attention.py", "\n\n\n@pytest", "\n# A comment\n@pytest", set()),
        (f"{TESTS}/test_attention.py", "Hidden tests of attention.", "Tests.", set()),
        (f"{TESTS}/test_attention.py", "SIZE = 4", "SIZE = 5", OF_ATTENTION),
        (f"{TESTS}/test_softmax.py", "return 1", "return 2", {"test_is_stable"}),
        ("solutions/essentials/attention.py", "return q", "return -q", OF_ATTENTION),
        ("solutions/essentials/attention.py", "# right", "# as in the lecture", set()),
        ("solutions/essentials/softmax.py", "x: x", "x: -x", ALL),  # attention uses it
        ("assignments/essentials/assignment.toml", "points = 1\n", "points = 1.0\n", set()),
        ("assignments/essentials/assignment.toml", "schema = 1", 'schema = 1\npreload = ["numpy"]', ALL),
    ],
)  # fmt: skip
def test_semantics_24_only_what_decides_a_result_changes_its_digest(root, file, old, new, affected):
    assert FILES[file].count(old) >= 1
    assert changed(root, {file: FILES[file].replace(old, new)}) == affected


@pytest.mark.parametrize(
    "file, affected",
    [
        (f"{TESTS}/conftest.py", ALL),
        (f"{TESTS}/shared/helpers.py", ALL),
        (f"{TESTS}/data.json", ALL),
        (f"{TESTS}/__pycache__/helpers.py", set()),
        (f"{TESTS}/.hidden/helpers.py", set()),
        (f"{TESTS}/overrides.toml", set()),
        ("assignments/essentials/provided.py", ALL),
        ("assignments/essentials/essentials.md", set()),
        ("solutions/essentials/wrong/attention/no_scale.py", OF_ATTENTION),
        ("solutions/essentials/alternative/attention/einsum.py", set()),
    ],
)
def test_semantics_24_a_new_file_changes_the_digests_of_what_reads_it(root, file, affected):
    assert changed(root, {file: "1"}) == affected


def test_a_comment_in_a_helper_changes_nothing(root):
    write(root, {f"{TESTS}/conftest.py": "SIZE = 3\n"})
    assert changed(root, {f"{TESTS}/conftest.py": "SIZE = 3  # small\n"}) == set()


def test_digests_do_not_depend_on_where_the_course_lies(root, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, FILES)
    assert digests(root) == digests(elsewhere)


def test_two_tests_of_one_body_have_different_digests(root):
    assert len(set(digests(root).values())) == 3


# Bad input


@pytest.mark.parametrize(
    "old, new, where, what",
    [
        ("points(1.5)", "points(2)", "assignments/essentials/assignment.toml, exercise 'attention'", "points is 3.5, its tests add up to 4"),
        ("@pytest.mark.points(1.5)\n", "", ":26", "'test_mask' has no points"),
        ("points(1.5)", "points(-1)", ":23", "pytest.mark.points(-1): must be greater than 0 and at most 1000000"),
        ("points(1.5)", "points(0)", ":23", "pytest.mark.points(0): must be greater than 0 and at most 1000000"),
        ("points(1.5)", "points(1e999)", ":23", "pytest.mark.points(1e309): must be greater than 0 and at most 1000000"),
        ("points(1.5)", "points(True)", ":23", "pytest.mark.points(True): takes one number"),
        ("points(1.5)", "points('1.5')", ":23", "pytest.mark.points('1.5'): takes one number"),
        ("points(1.5)", "points(1.501)", ":23", "pytest.mark.points(1.501): takes at most two decimals"),
        ("points(1.5)", "points(3 / 2)", ":23", "pytest.mark.points(3 / 2): arguments must be written out, the file is read without running it"),
        ("points(1.5)", "points(POINTS)", ":23", "pytest.mark.points(POINTS): arguments must be written out, the file is read without running it"),
        ("points(1.5)", "points", ":23", "pytest.mark.points: arguments are missing"),
        ("points(1.5)", "points(1.5)\n@pytest.mark.points(1.5)", ":24", "the marker 'points' is there twice"),
        ('"""A mask hides the future."""', "pass", ":27", "'test_mask' has no docstring"),
        ('devices("cpu")', 'devices("gpu")', ":24", "pytest.mark.devices('gpu'): unknown device 'gpu'; did you mean 'cpu'?"),
        ('devices("cpu")', "devices()", ":24", "pytest.mark.devices(): takes one or more strings"),
        ('devices("cpu")', 'devices("emulated")', ":27", "'test_mask' runs on 'emulated', the exercise 'attention' does not"),
        ("message(ko=", "message(kr=", ":13", "pytest.mark.message(kr='각 행의 합은 1이어야 합니다.'): takes the keywords ko and en"),
        ("message(ko=", "message(ko='', en=", ":13", "pytest.mark.message(ko='', en='각 행의 합은 1이어야 합니다.'): takes sentences"),
        ('exercise("attention")', 'exercise("atention")', ":14", "unknown exercise 'atention' for test_rows_sum_to_one, test_mask; did you mean 'attention'?"),
        ('pytestmark = pytest.mark.exercise("attention")', "", ":14", "no exercise for test_rows_sum_to_one, test_mask"),
        ("SIZE = 4", "two = pytest.mark.points(2)", ":9", "the marker 'points' does not count here"),
        ("SIZE = 4", "pytestmark += [pytest.mark.devices('cpu')]", ":9", "the marker 'devices' does not count here"),
        ("[1, 2]", "[pytest.param(1, marks=pytest.mark.devices('cpu'))]", ":26", "the marker 'devices' does not count here"),
        ('pytest.mark.exercise("attention")', '[pytest.mark.exercise("attention"), pytest.mark.points(1)]', ":7", "the marker 'points' belongs to a test function, not to a file"),
        ('@pytest.mark.devices("cpu")', '@pytest.mark.device("cpu")', ":24", "unknown marker 'device'; did you mean 'devices'?"),
        ('@pytest.mark.devices("cpu")', "@pytest.mark.xfail", ":24", "the marker 'xfail' would decide points instead of the answer"),
        ("def test_mask", "async def test_mask", ":27", "'test_mask' is asynchronous"),
        ("SIZE = 4", "if SIZE:\n    def test_more(): pass", ":10", "the test 'test_more' is inside another statement"),
        ("SIZE = 4", "class TestMore: pass", ":9", "the class 'TestMore' would be collected as tests"),
        ("SIZE = 4", "class More(unittest.TestCase): pass", ":9", "the class 'More' would be collected as tests"),
        ("test_mask", "test_rows_sum_to_one", ":27", "the test 'test_rows_sum_to_one' is there twice, first in line 14"),
        ("SIZE = 4", "from test_softmax import helper", ":9", "imports from the tests in 'test_softmax'"),
        ("SIZE = 4", "SIZE = ", ":9", "is not Python: invalid syntax"),
        ("SIZE = 4", "SIZE = '\0'", ":1", "is not Python: source code string cannot contain null bytes"),
        ("SIZE = 4", "SIZE = " + "1 + " * 2000 + "1", "", "holds an expression that is nested too deep"),
    ],
)  # fmt: skip
def test_a_wrong_suite_names_file_line_and_value(root, old, new, where, what):
    assert old in ATTENTION
    write(root, {f"{TESTS}/test_attention.py": ATTENTION.replace(old, new)})
    with pytest.raises(AuthoringError, match=r"\w") as caught:
        read(root)
    place = where if where.startswith("assignments/") else f"{TESTS}/test_attention.py{where}"
    problems = [
        (caught.value.where, caught.value.what),
        *[tuple(line.strip().split(": ", 1)) for line in caught.value.what.splitlines()[1:]],
    ]
    assert any(at == place and text.startswith(what) for at, text in problems), problems


@pytest.mark.parametrize(
    "change, where, what",
    [
        ({"solutions/essentials/softmax.py": ""}, "solutions/essentials/softmax.py", "the reference does not define 'softmax'"),
        ({"solutions/essentials/softmax.py": "def sofmax(x): return x"}, "solutions/essentials/softmax.py", "the reference does not define 'softmax'; did you mean 'sofmax'?"),
        ({"solutions/essentials/softmax.py": "def softmax(x:"}, "solutions/essentials/softmax.py:1", "is not Python: '(' was never closed"),
        ({f"{TESTS}/test_softmax.py": ""}, f"{TESTS}/test_softmax.py", "the exercise 'softmax' has no test"),
    ],
)  # fmt: skip
def test_a_reference_or_test_that_says_nothing_is_found(root, change, where, what):
    write(root, change)
    with pytest.raises(AuthoringError, match=r"\w") as caught:
        read(root)
    assert (caught.value.where, caught.value.what) == (where, what)


def test_a_missing_reference_is_found(root):
    (root / "solutions/essentials/softmax.py").unlink()
    with pytest.raises(AuthoringError, match="the reference of 'softmax' is missing") as caught:
        read(root)
    assert caught.value.where == "solutions/essentials/softmax.py"
    assert caught.value.tip == "Write it; it defines softmax."


def test_an_assignment_without_hidden_tests_lists_each_exercise(root):
    for name in ("attention", "softmax"):
        (root / TESTS / f"test_{name}.py").unlink()
    (root / TESTS).rmdir()
    with pytest.raises(AuthoringError, match="2 problems in the hidden tests of 'essentials':") as caught:
        read(root)
    assert f"{TESTS}/test_attention.py: the exercise 'attention' has no test" in caught.value.what


def test_all_problems_are_told_in_one_message(root):
    broken = ATTENTION.replace("@pytest.mark.points(1.5)\n", "").replace('devices("cpu")', "devices(CPU)")
    write(
        root,
        {f"{TESTS}/test_attention.py": broken, f"{TESTS}/test_softmax.py": "", "solutions/essentials/softmax.py": ""},
    )
    with pytest.raises(AuthoringError, match="problems") as caught:
        read(root)
    assert caught.value.what.splitlines() == [
        "4 problems in the hidden tests of 'essentials':",
        f'  {TESTS}/test_attention.py:23: pytest.mark.devices(CPU): arguments must be written out, the file is read without running it (For example devices("cpu", "cuda").)',
        "  solutions/essentials/softmax.py: the reference does not define 'softmax'",
        f"  {TESTS}/test_attention.py:26: 'test_mask' has no points (Add @pytest.mark.points(1).)",
        f"  {TESTS}/test_softmax.py: the exercise 'softmax' has no test (Write at least one.)",
    ]


def test_reading_a_suite_starts_without_torch_or_sqlalchemy():
    code = "import sys, autograder.grading.suite; print(sorted({'torch', 'numpy', 'sqlalchemy', 'sympy'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
