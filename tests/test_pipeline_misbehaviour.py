"""Limits and misbehaviour end to end: the next exercise and the next student are undisturbed."""

from itertools import groupby

import pytest
from course import Course

from autograder.grading.score import exit_code

NOTE = """
import pathlib
with (pathlib.Path(__file__).parent / ".runs").open("a") as file:
    print(student.name(), "{test}", file=file)
"""
RIGHT = "def second(x):\n    return x + 1\ndef name():\n    return STUDENT\n"
FIRST = {
    "a-right": "def first(x):\n    return 2 * x",
    "b-endless-loop": "def first(x):\n    while True:\n        pass",
    "c-sleeps": "import time\ndef first(x):\n    time.sleep(1000)",
    "d-memory-hog": "import torch\ndef first(x):\n    return torch.ones(10**9).sum() + x",
    "e-python-memory": "def first(x):\n    return len(bytearray(10**10)) + x",
    "f-leaves": "import os\ndef first(x):\n    os._exit(0)",
    "g-segfault": "import ctypes\ndef first(x):\n    ctypes.string_at(0)",
    "h-many-lines": "def first(x):\n    for i in range(100_000):\n        print('line', i)\n    return 2 * x",
    "i-exits-when-loaded": "import sys\nN = 2\nsys.exit(1)\nraise SystemExit\ndef first(x):\n    return N * x",
    "j-exits-where-needed": "import sys\nWEIGHT = sys.exit(1)\ndef first(x):\n    return WEIGHT * x",
    "k-exits-when-called": "import sys\ndef first(x):\n    sys.exit(0)",
    "l-huge-tensor": "import torch\ndef first(x):\n    return torch.zeros(5_000_000)",
    "m-huge-list": "def first(x):\n    return [1] * 5_000_000",
    "n-deep-list": "def first(x):\n    y = []\n    for _ in range(100_000):\n        y = [y]\n    return y",
    "o-recursion": "def first(x):\n    return first(x)",
    "p-forks": "import os\ndef first(x):\n    return os.fork()",
    "q-threads": "import threading\ndef first(x):\n    threading.Thread(target=print).start()\n    return 2 * x",
    "r-interrupts": "def first(x):\n    raise KeyboardInterrupt",
    "s-stop": "def first(x):\n    raise StopIteration",
    "z-right": "def first(x):\n    return x + x",
}
EXPECTED = {
    "a-right": {"PASSED"},
    "b-endless-loop": {"TIMEOUT"},
    "c-sleeps": {"TIMEOUT"},
    "d-memory-hog": {"MEMORY"},
    "e-python-memory": {"MEMORY"},
    "f-leaves": {"CRASHED"},
    "g-segfault": {"CRASHED"},
    "h-many-lines": {"PASSED"},
    "i-exits-when-loaded": {"PASSED"},
    "j-exits-where-needed": {"ERROR"},
    "k-exits-when-called": {"ERROR"},
    "l-huge-tensor": {"FAILED", "MEMORY"},
    "m-huge-list": {"FAILED", "MEMORY"},
    "n-deep-list": {"FAILED"},
    "o-recursion": {"ERROR"},
    "p-forks": {"ERROR", "CRASHED"},
    "q-threads": {"PASSED", "ERROR", "CRASHED"},
    "r-interrupts": {"ERROR"},
    "s-stop": {"ERROR"},
    "z-right": {"PASSED"},
}
"""What may become of the tests of ``first``; those of the well-behaved exercise pass for everybody."""


@pytest.fixture(scope="module")
def cohort(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("limits") / "course", call_seconds=2, load_seconds=3, memory_mb=384)
    tests = [f"test_first_{number}" for number in (1, 2, 3)]
    course.exercise("name", "", "return 'reference'", {"test_name": "assert len(student.name()) > 2"})
    course.exercise(
        "first",
        "x",
        "return 2 * x",
        {name: NOTE.format(test=name) + "agree(student.first, reference.first, make.tensor(3))" for name in tests},
    )
    course.exercise("second", "x", "return x + 1", {"test_second": "assert student.second(1) == 2"})
    for student, first in FIRST.items():
        course.submit(student, f"STUDENT = {student!r}\n{first}\n{RIGHT}")
    course.submit(
        "load-hangs", f"STUDENT = 'load'\nimport time\nN = time.sleep(1000)\ndef first(x):\n    return N\n{RIGHT}"
    )
    return course, course.grade(jobs=2)


@pytest.mark.parametrize("student", FIRST)
def test_each_outcome_is_right_and_the_other_exercise_is_undisturbed(cohort, student):
    _, graded = cohort
    outcomes = graded.outcomes(student)
    assert {outcomes[f"test_first_{number}"] for number in (1, 2, 3)} <= EXPECTED[student], outcomes
    assert (outcomes["test_second"], outcomes["test_name"]) == ("PASSED", "PASSED")


def test_nothing_a_student_does_is_a_fault_of_the_grader(cohort):
    _, graded = cohort
    assert exit_code(graded.report) == 0


def test_semantics_2_a_timeout_is_repeated_once_alone_at_the_end(cohort):
    course, _ = cohort
    lines = (course.tests / ".runs").read_text().splitlines()
    everybody_ran = max(lines.index(line) for line in lines)
    for student in ("b-endless-loop", "c-sleeps"):
        once = [f"{student} test_first_{number}" for number in (1, 2, 3)]
        # a test whose calls were made together with others starts again, call by call, when one of them hangs
        assert [line for line, _ in groupby(line for line in lines if line.startswith(student))] == once * 2
        alone = [line for line, _ in groupby(lines[everybody_ran + 1 :])]
        assert alone[alone.index(once[0]) :][:3] == once


def test_a_submission_that_hangs_when_it_is_loaded_times_out_in_every_test(cohort):
    _, graded = cohort
    assert set(graded.outcomes("load-hangs").values()) == {"TIMEOUT"}
