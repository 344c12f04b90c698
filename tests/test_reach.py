"""Which tests have to run again when one answer of a notebook is another: never too few."""

import pytest

from autograder.model import Assignment, Exercise, Text
from autograder.releasing.reach import reach

REFERENCE = """
import torch
def helper_of_b(x):
    return x
def b(x):
    total = helper_of_b(x)
    return total
"""
ASSIGNMENT = Assignment(
    "small",
    Text(en="Small"),
    (Exercise("a", 1), Exercise("b", 1), Exercise("c", 1, uses=("a",)), Exercise("d", 1, uses=("c",))),
)
OTHERS = ["import numpy as np\nimport torch\nsetting = 3\n", "picture = torch.ones(2)\n"]


def reached(answer):
    answers = {"a": answer, "b": REFERENCE, "c": "def c():\n    return 1\n", "d": "def d():\n    return 2\n"}
    return set(reach(ASSIGNMENT, "a", answers, OTHERS))


@pytest.mark.parametrize(
    "answer",
    [
        "def a():\n    return 1\n",
        "HINT = {'en': 'Look.'}\nimport torch\ndef own_helper():\n    pass\ndef a():\n    return own_helper()\n",
        "'''Words.'''\nfrom math import sqrt as root\nLIMIT = 2**3\ndef a():\n    total = root(LIMIT)",
        "class a:\n    def total(self):\n        return 1\n",
    ],
)
def test_an_answer_that_keeps_to_itself_reaches_those_that_may_call_it(answer):
    assert reached(answer) == {"a", "c", "d"}


@pytest.mark.parametrize(
    "answer",
    [
        "def helper_of_b(x):\n    return 0\ndef a():\n    return helper_of_b(1)\n",
        "def total(x):\n    return 0\ndef a():\n    return total(1)\n",
        "def b(x):\n    return 0\ndef a():\n    return b(1)\n",
        "setting = 4\ndef a():\n    return setting\n",
        "def a():\n    global setting\n    setting = 5\n",
        "import math as torch\ndef a():\n    return torch.pi\n",
        "import torch\ntorch.set_default_dtype(torch.float64)\ndef a():\n    return 1\n",
        "import torch\ntorch.allclose = max\ndef a():\n    return 1\n",
        "value = print('loaded')\ndef a():\n    return value\n",
        "for name in range(3):\n    pass\ndef a():\n    return 1\n",
        "def a(:\n",
    ],
)
def test_an_answer_that_meets_others_reaches_everything(answer):
    assert reached(answer) == {"a", "b", "c", "d"}
