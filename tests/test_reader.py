"""Reading a submission in a worker of its own: the same plan, another process, and no harm from hostile text."""

import pytest

from autograder.model import Cell, Limits, Submission
from autograder.remote import Budget, Program, Reader, Session, Student
from autograder.worker.loader import load
from autograder.worker.loading.plan import pack, unpack
from autograder.worker.loading.reading import MOST_KEPT, read
from autograder.worker.loading.reading import Reader as Texts

LIMITS = Limits(call_seconds=10, load_seconds=20, total_seconds=120)
PROGRAM = Program(("f",), ("torch", "numpy"))
NOTEBOOK = (
    "import math\nimport no_such_module, json",
    "from __future__ import annotations\nSCALE = 2",
    "def f(x: Undefined) -> int:\n    return math.floor(x) * SCALE",
    "print('left out')",
    "%matplotlib inline\nthis is no Python",
)


def submission(*sources):
    return Submission("alice", tuple(Cell(f"cell {i}", source) for i, source in enumerate(sources, 1)))


@pytest.fixture
def reader(zygote):
    reader = Reader(zygote, LIMITS)
    yield reader
    reader.close()


def answer(zygote, student, plan, *args):
    worker = zygote.worker(LIMITS)
    session = Session(worker, student, Budget(LIMITS))
    try:
        return session.load(PROGRAM, plan=plan), Student(lambda: session).f(*args)
    finally:
        session.close()


def test_a_plan_made_elsewhere_loads_like_the_text_itself(zygote, reader):
    student = submission(*NOTEBOOK)
    plan = reader.read(student, PROGRAM, everything=False)
    assert plan
    assert answer(zygote, student, plan, 2.5) == answer(zygote, student, b"", 2.5)


def test_a_reader_goes_on_to_the_next_submission(zygote, reader):
    first, second = submission("def f():\n    return 1"), submission("def f():\n    return 2")
    plans = [reader.read(student, PROGRAM, everything=False) for student in (first, second, first)]
    assert [answer(zygote, first, plan)[1] for plan in plans] == [1, 2, 1]


def test_text_that_ends_a_reader_is_left_to_the_worker_that_runs_it(reader):
    student = submission("def f():\n    return 1")
    reader.read(student, PROGRAM, everything=False)
    reader._worker.kill()
    assert reader.read(student, PROGRAM, everything=False) == b""
    assert reader.read(student, PROGRAM, everything=False) != b""


@pytest.mark.parametrize("source", ["(" * 50_000, "-" * 100_000 + "1", "x = " + "[" * 90 + "]" * 90, "\ud800", "\0"])
def test_hostile_text_gives_the_outcome_it_has_without_a_reader(zygote, reader, source):
    student = submission(source, "def f():\n    return 1")
    plan = reader.read(student, PROGRAM, everything=False)
    assert answer(zygote, student, plan) == answer(zygote, student, b"")


def test_cells_that_everybody_has_are_parsed_once():
    texts = Texts()
    first, second = (texts.cells([("cell 1", "import torch")]) for _ in range(2))
    assert first[0] is second[0]


def test_the_cells_that_are_remembered_are_bounded():
    texts = Texts()
    for number in range(MOST_KEPT + 10):
        texts.cells([("cell 1", f"x = {number}")])
    again = texts.cells([("cell 1", "x = 0")])[0]
    assert not again.was_parsed
    assert len(texts._cells) == MOST_KEPT


def test_the_same_text_under_another_label_is_another_cell():
    texts = Texts()
    one, other = texts.cells([("cell 1", "x = 1"), ("cell 2", "x = 1")])
    assert (one.label, other.label) == ("cell 1", "cell 2")


def test_a_plan_survives_the_way_between_processes():
    cells = Texts().cells((f"cell {i}", source) for i, source in enumerate(NOTEBOOK, 1))
    plan = read(cells, ["f"], {}, everything=True)
    again = unpack(pack(plan))
    assert (again.unfinished, again.causes, again.notes) == (plan.unfinished, plan.causes, plan.notes)
    assert [(step.label, step.line, step.names, step.needed) for step in again.steps] == [
        (step.label, step.line, step.names, step.needed) for step in plan.steps
    ]
    loaded = load([], {}, ["f"], promised={"torch"}, plan=again)
    assert loaded.namespace["f"](2.5) == 4
