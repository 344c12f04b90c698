"""Names an exercise asks to do without are found in the answer and what it calls, and noted with their place."""

from decimal import Decimal

import pytest

from autograder.grading.forbidden import forbidden_notes
from autograder.grading.suite import HiddenTest, Suite
from autograder.model import Cell, Device, Module, Submission, Text

FORBIDS = {"step": ("torch.optim",), "attention": ("torch.nn.functional.softmax", "torch.nn.MultiheadAttention")}
SUITE = Suite(
    tuple(
        HiddenTest(f"test_{exercise}.py", "test_it", exercise, Decimal(1), (Device.CPU,), Text(), names, "")
        for exercise, names in FORBIDS.items()
    )
)


def notes(*cells, modules=()):
    labelled = tuple(Cell(f"cell {number}", source) for number, source in enumerate(cells, 1))
    return forbidden_notes(Submission("ann", labelled, modules), SUITE)


STEP = "def step(w):\n    {}\n"


@pytest.mark.parametrize(
    ("imports", "body", "name"),
    [
        ("import torch", "torch.optim.SGD([w], 0.1).step()", "torch.optim.SGD"),
        ("import torch as t", "t.optim.SGD([w], 0.1).step()", "torch.optim.SGD"),
        ("import torch.optim as o", "o.SGD([w], 0.1).step()", "torch.optim.SGD"),
        ("from torch import optim", "optim.Adam([w]).step()", "torch.optim.Adam"),
        ("from torch.optim import SGD as S", "S([w], 0.1).step()", "torch.optim.SGD"),
        ("from torch.optim import *", "SGD([w], 0.1).step()", "torch.optim.SGD"),
        ("import torch\no = torch.optim", "o.SGD([w], 0.1).step()", "torch.optim.SGD"),
        ("import importlib", "importlib.import_module('torch.optim').SGD([w], 0.1).step()", "torch.optim"),
        ("", "import torch.optim as o; o.SGD([w], 0.1).step()", "torch.optim.SGD"),
    ],
)
def test_it_is_found_under_every_name(imports, body, name):
    (note,) = notes(imports, STEP.format(body))
    assert note.startswith(f"step: {name} is used in cell 2, line 2; ")
    assert "asks to do without torch.optim" in note


def test_it_is_found_in_a_helper_and_in_another_file():
    helper = "import torch\ndef optimise(w):\n    torch.optim.SGD([w], 0.1).step()\n"
    (note,) = notes(f"%matplotlib inline\n{helper}", STEP.format("optimise(w)"))
    assert "cell 1, line 4" in note
    (note,) = notes("from helper import optimise\n" + STEP.format("optimise(w)"), modules=(Module("helper", helper),))
    assert "helper.py, line 3" in note


@pytest.mark.parametrize(
    "elsewhere",
    [
        "import torch\noptimizer = torch.optim.SGD([torch.ones(1)], 0.1)\nfor _ in range(3):\n    optimizer.step()",
        "# torch.optim would do it",
        "'torch.optim'",
        "def other(w):\n    import torch\n    torch.optim.SGD([w], 0.1).step()",
    ],
)
def test_what_the_answer_does_not_use_is_not_noted(elsewhere):
    assert notes(elsewhere, STEP.format("w -= 0.1 * w.grad  # not torch.optim")) == ()


def test_a_name_is_noted_for_the_exercise_that_forbids_it_only():
    body = "import torch.nn.functional as F\ndef {}(x):\n    return F.softmax(x, 0) + F.softmaxes(x)\n"
    assert notes(body.format("step")) == ()
    (note,) = notes(body.format("attention"))
    assert note.startswith("attention: torch.nn.functional.softmax is used in cell 1, line 3")


@pytest.mark.parametrize("source", ["def step(w:\n    torch.optim", "step = 'optim" + "(" * 5000, "optim = 1\0"])
def test_text_that_is_not_python_is_passed_over(source):
    assert notes(source) == ()
