"""``__main__``, templates and tracebacks: the last complete definition counts (SEMANTICS 6)."""

import pickle
import sys

import pytest

from autograder.worker.loader import load, locate


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """Loading makes the submission this process's ``__main__`` and may add a finder; put both back."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))


def read(*sources, exercises=("f",), **options):
    """Load cells numbered from 1 that may import torch and numpy."""
    cells = [(f"cell {number}", source) for number, source in enumerate(sources, 1)]
    return load(cells, {}, exercises, promised={"torch", "numpy"}, **options)


def run(*sources, name="f", **options):
    """Load cells and call an exercise."""
    loaded = read(*sources, exercises=(name,), **options)
    assert loaded.missing == {}, loaded.notes
    return loaded.namespace[name]()


def test_semantics_6_name_is_main_and_there_is_no_file():
    loaded = read(
        "def f():\n    return __name__\nif __name__ == '__main__':\n    start = 1",
        "def g():\n    return start",
        exercises=["f", "g"],
    )
    assert loaded.namespace["f"]() == "__main__"
    assert loaded.namespace["g"]() == 1
    assert "__file__" not in loaded.namespace


def test_semantics_6_classes_can_be_pickled():
    loaded = read("class f:\n    pass")
    assert type(pickle.loads(pickle.dumps(loaded.namespace["f"]()))) is loaded.namespace["f"]


TEMPLATES = [
    "def f():\n    pass",
    "def f():\n    ...",
    'def f():\n    """What to do."""',
    'def f():\n    """What to do."""\n    raise NotImplementedError',
    "def f():\n    raise NotImplementedError('write me')",
    "def f():\n    'your code here'\n    '...'",
    "def f():\n    # TODO: 여기에 작성\n",
    "def f():\n    '''doc'''\n    # YOUR CODE HERE",
    "def f(): # TODO",
    "def f():\n    return ...",
    "def f():\n    return NotImplemented",
    """class f:
    def __init__(self):
        super().__init__()
        # 채우세요
    def __call__(self):
        raise NotImplementedError""",
    "class f:\n    pass",
    "f = None",
    "f = ...",
    "f = lambda: None",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_semantics_6_a_template_left_after_or_before_the_answer_does_not_count(template):
    answer = "def f():\n    return 1"
    assert run(answer, template) == 1
    assert run(template, answer) == 1
    assert run(answer, template, everything=True) == 1
    assert read(template, answer).unfinished == frozenset()


@pytest.mark.parametrize("template", TEMPLATES)
def test_semantics_6_only_a_template_is_unfinished_and_bound(template):
    loaded = read(template)
    assert loaded.unfinished == {"f"}
    assert "f" in loaded.namespace
    assert loaded.missing == {}


@pytest.mark.parametrize(
    "answer",
    [
        "def f():\n    return None",
        "def f():\n    x = 1\n    return x\n    raise NotImplementedError",
        "def f():\n    '...'\n    grad = 0\n    '여기에 작성'\n    return grad",
        "def f():\n    # TODO done\n    return 1",
        "class f(list):\n    def __init__(self):\n        super().__init__([1])",
        "class f:\n    size = 1",
        "class f:\n    def a(self):\n        pass\n    def b(self):\n        return 1",
        "f = 5",
    ],
)
def test_semantics_6_an_answer_is_complete_whatever_is_left_in_it(answer):
    assert read(answer).unfinished == frozenset()


def test_semantics_6_last_complete_of_five_definitions():
    cells = ["class f:\n    pass", *[f"class f:\n    size = {k}" for k in range(4)], "class f:\n    pass"]
    assert read(*cells).namespace["f"].size == 3


def test_semantics_6_two_backpropagation_cells_the_second_counts():
    noisy = "def f():\n    print('grad')\n    return 1"
    assert run(noisy, "def f():\n    return 2") == 2


SKELETON = '''def f(x):
    """Return the mean."""
    result = None
    return result
'''


def test_semantics_6_the_released_skeleton_is_unfinished_however_complete_it_looks():
    copied = "def f(x):\n    '''my own words'''\n    result = None  # 아직\n\n    return result"
    loaded = read(copied, skeletons={"f": SKELETON})
    assert loaded.unfinished == {"f"}
    loaded = read("def f(x):\n    return x", copied, skeletons={"f": SKELETON})
    assert loaded.namespace["f"](3) == 3
    assert loaded.unfinished == frozenset()


def test_semantics_6_an_answer_made_of_the_skeletons_words_is_an_answer():
    loaded = read("def f(x):\n    result = x\n    return result", skeletons={"f": SKELETON})
    assert loaded.unfinished == frozenset()


def test_semantics_6_a_traceback_leads_to_cell_and_line():
    loaded = read("def helper(x):\n\n    return 1 / x", "def f():\n    return helper(0)")
    with pytest.raises(ZeroDivisionError, match="division") as caught:
        loaded.namespace["f"]()
    assert locate(caught.tb) == (("cell 2", 2), ("cell 1", 3))


def test_semantics_6_a_traceback_of_a_thousand_frames_is_cut():
    loaded = read("def f():\n    return f()")
    with pytest.raises(RecursionError, match="recursion") as caught:
        loaded.namespace["f"]()
    assert locate(caught.tb) == (("cell 1", 2),) * 20
