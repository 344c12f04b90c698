"""Solution regions and skeletons."""

import pytest

from autograder.errors import AuthoringError
from autograder.notebook.markers import PLACEHOLDER, HiddenLine, hidden_lines, skeleton

REFERENCE = '''import torch


def step(tensors, learning_rate):
    """Move each tensor.

    >>> step([], 0.1)  # ### BEGIN SOLUTION in a docstring is text
    """
    ### BEGIN SOLUTION
    for tensor in tensors:

        tensor -= learning_rate * tensor.grad
    ### END SOLUTION
'''


def test_a_region_becomes_one_raising_line_and_everything_else_stays():
    assert skeleton(REFERENCE, where="step.py") == (
        "import torch\n\n\n"
        "def step(tensors, learning_rate):\n"
        '    """Move each tensor.\n\n'
        "    >>> step([], 0.1)  # ### BEGIN SOLUTION in a docstring is text\n"
        '    """\n'
        f"    {PLACEHOLDER}"
    )


def test_the_placeholder_speaks_both_languages_and_raises_not_implemented_error():
    namespace = {}
    exec(skeleton(REFERENCE.replace("import torch", ""), where="step.py"), namespace)
    with pytest.raises(NotImplementedError, match=r"Write your solution here\. / 여기에 풀이를"):
        namespace["step"]([], 0.1)


def test_hidden_lines_are_the_regions_lines_with_their_numbers_and_without_blank_ones():
    assert hidden_lines(REFERENCE) == (
        HiddenLine(10, "    for tensor in tensors:"),
        HiddenLine(12, "        tensor -= learning_rate * tensor.grad"),
    )


def test_a_reference_without_a_region_hides_nothing():
    assert hidden_lines("x = 1\n") == ()


def test_several_regions_in_a_class_each_become_a_raising_line():
    source = (
        "class Net:\n"
        "    def __init__(self):\n"
        "        ### BEGIN SOLUTION\n"
        "        self.w = 1\n"
        "        ### END SOLUTION\n"
        "\n"
        "    def forward(self, x):\n"
        "        ### BEGIN SOLUTION\n"
        "        return self.w * x\n"
        "        ### END SOLUTION\n"
    )
    assert skeleton(source, where="net.py") == (
        "class Net:\n"
        "    def __init__(self):\n"
        f"        {PLACEHOLDER}\n"
        "\n"
        "    def forward(self, x):\n"
        f"        {PLACEHOLDER}"
    )


def test_code_after_a_region_stays():
    source = "def f(x):\n    ### BEGIN SOLUTION\n    y = 2 * x\n    ### END SOLUTION\n    return y\n"
    assert skeleton(source, where="f.py") == f"def f(x):\n    {PLACEHOLDER}\n    return y"


@pytest.mark.parametrize("gap", ["\n\n", "\n", ""])
def test_a_hidden_helper_outside_every_function_vanishes_with_its_blank_lines(gap):
    helper = "### BEGIN SOLUTION\ndef helper(x):\n    return x\n### END SOLUTION\n"
    function = "def f(x):\n    ### BEGIN SOLUTION\n    return helper(x)\n    ### END SOLUTION\n"
    assert skeleton(f"import math\n\n\n{helper}{gap}{function}", where="f.py") == (
        f"import math\n\n\ndef f(x):\n    {PLACEHOLDER}"
    )
    assert skeleton(f"{function}\n\n{helper}", where="f.py") == f"def f(x):\n    {PLACEHOLDER}"


def test_windows_line_ends_give_the_same_skeleton():
    assert skeleton(REFERENCE.replace("\n", "\r\n"), where="f") == skeleton(REFERENCE, where="f")


def test_a_form_feed_does_not_shift_the_region():
    source = "x = 1\n\f\ndef f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
    assert hidden_lines(source) == (HiddenLine(5, "    return 1"),)


BODY = "    return 1\n"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        pytest.param("def f():\n" + BODY, None, "has no '### BEGIN SOLUTION'", id="no region"),
        pytest.param("def f():\n    ### BEGIN SOLUTION\n" + BODY, 2, "without '### END SOLUTION'", id="no end"),
        pytest.param("def f():\n" + BODY + "    ### END SOLUTION\n", 3, "without '### BEGIN SOLUTION'", id="no begin"),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    ### BEGIN SOLUTION\n" + BODY + "    ### END SOLUTION\n",
            3,
            "begins inside the one that begins at line 2",
            id="nested",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n" + BODY + "### END SOLUTION\n", 4, "not indented as", id="end outdented"
        ),
        pytest.param(
            "def f():\n  ### BEGIN SOLUTION\n" + BODY + "  ### END SOLUTION\n",
            3,
            "not indented as",
            id="markers shifted",
        ),
        pytest.param(
            "def f(x):\n    if x:\n        ### BEGIN SOLUTION\n        x = 1\n    x = 2\n        ### END SOLUTION\n",
            5,
            "not indented as",
            id="region leaves its block",
        ),
        pytest.param(
            "def f():\n    ### BEGIN SOLUTION\n    # later\n    ### END SOLUTION\n" + BODY,
            2,
            "holds no statement",
            id="empty",
        ),
        pytest.param("def f():\n    # BEGIN SOLUTION\n" + BODY, 2, "almost a marker", id="one sign"),
        pytest.param("def f():\n    ### begin solution\n" + BODY, 2, "almost a marker", id="lower case"),
        pytest.param("def f():\n    ### BEGIN SOLUTION (short)\n" + BODY, 2, "almost a marker", id="words after"),
        pytest.param("def f():  ### BEGIN SOLUTION\n" + BODY, 1, "almost a marker", id="code before"),
        pytest.param("def f(:\n" + BODY, 1, "not valid Python", id="syntax error"),
        pytest.param(
            "def f(x):\n    ### BEGIN SOLUTION\n    for _ in x:\n    ### END SOLUTION\n        pass\n",
            None,
            "without its regions the reference is not valid Python",
            id="half a statement",
        ),
    ],
)
def test_wrong_markers_are_refused_with_file_and_line(source, line, message):
    with pytest.raises(AuthoringError, match=message) as caught:
        skeleton(source, where="solutions/a/f.py")
    assert caught.value.where == "solutions/a/f.py" + (f", line {line}" if line else "")
