"""The students' notebook as nbgrader sees it, held against nbgrader's own code."""

from decimal import Decimal

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import CheckCellMetadata, ComputeChecksums, DeduplicateIds, LockCells
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution

from autograder.errors import AuthoringError
from autograder.notebook.authored import parse_authored
from autograder.notebook.build import build_notebook, fill, notebook_bytes
from autograder.notebook.metadata import checks_cell, prose_cell, solution_cell

AUTHORED = """# Demo 예제

```{code-cell}
import math
```

+++

Twice.

```{code-cell}
:exercise: double
```

```{code-cell}
:check: double
assert double(2) == 4
```

```{code-cell}
double(3)
```

```{code-cell}
double(3)
```

```{code-cell}
:exercise: halve
```

```{code-cell}
:check: halve
assert halve(2) == 1
```
"""
SKELETONS = {
    "double": "def double(x):\n    raise NotImplementedError",
    "halve": "def halve(x):\n    raise NotImplementedError",
}
POINTS = {"double": Decimal(6), "halve": Decimal("2.25")}


@pytest.fixture
def notebook():
    return build_notebook(parse_authored(AUTHORED, where="demo.md"), SKELETONS, POINTS)


@pytest.fixture
def node(notebook):
    """The notebook as Jupyter and nbgrader read it from a file."""
    return nbformat.reads(notebook_bytes(notebook).decode(), as_version=4)


@pytest.mark.parametrize(
    ("cell", "cell_type"),
    [
        (solution_cell("double"), "code"),
        (checks_cell("double", Decimal(6)), "code"),
        (checks_cell("double", Decimal("2.25")), "code"),
        (checks_cell("double", Decimal("2.50")), "code"),
        (checks_cell("double", Decimal(0)), "code"),
        (prose_cell(3), "markdown"),
    ],
)
@pytest.mark.parametrize("source", ["", "assert double(2) == 4", "한글 — $\\beta$\n\nline"])
def test_a_checksum_is_the_one_nbgrader_computes(cell, cell_type, source):
    node = nbformat.from_dict({"cell_type": cell_type, "source": source, "metadata": cell.metadata(source)})
    assert node.metadata.nbgrader.checksum == compute_checksum(node)


def test_nbgrader_accepts_the_notebook_and_has_nothing_to_add(node):
    MetadataValidator().validate_nb(node)
    before = nbformat.writes(node)
    for step in (CheckCellMetadata, LockCells, ComputeChecksums, DeduplicateIds):
        node, _ = step().preprocess(node, {})
    assert nbformat.writes(node) == before


def test_every_cell_has_its_role(node):
    roles = [
        (cell.metadata.get("nbgrader", {}).get("grade_id"), is_solution(cell), is_grade(cell), is_locked(cell))
        for cell in node.cells
    ]
    assert roles == [
        ("prose-1", False, False, True),
        (None, False, False, False),
        ("prose-2", False, False, True),
        ("double", True, False, False),
        ("double-tests", False, True, True),
        (None, False, False, False),
        (None, False, False, False),
        ("halve", True, False, False),
        ("halve-tests", False, True, True),
    ]


def test_points_are_the_manifests(node):
    points = {c.metadata.nbgrader.grade_id: c.metadata.nbgrader.points for c in node.cells if is_grade(c)}
    assert points == {"double-tests": 6, "halve-tests": 2.25}


def test_only_what_needs_an_answer_may_raise(node):
    tagged = [number for number, cell in enumerate(node.cells) if "raises-exception" in cell.metadata.get("tags", [])]
    assert tagged == [4, 5, 6, 8]


def test_the_file_is_valid_and_in_the_layout_in_which_jupyter_saves_it(notebook):
    data = notebook_bytes(notebook)
    node = nbformat.reads(data.decode(), as_version=nbformat.NO_CONVERT)
    nbformat.validate(node)
    assert (node.nbformat, node.nbformat_minor) == (4, 5)
    assert nbformat.writes(node) + "\n" == data.decode()


def test_cell_ids_are_unique_and_stay_when_another_cell_comes_or_a_skeleton_changes(notebook):
    longer = AUTHORED.replace("+++", "```{code-cell}\nimport time\n```")
    skeletons = {**SKELETONS, "double": "def double(number): ..."}
    again = build_notebook(parse_authored(longer, where="demo.md"), skeletons, POINTS)
    ids = {cell["id"] for cell in notebook["cells"]}
    assert len(ids) == len(notebook["cells"])
    assert len({cell["id"] for cell in again["cells"]} - ids) == 1


def test_fill_puts_answers_into_a_copy(notebook):
    before = notebook_bytes(notebook)
    filled = fill(notebook, {"double": "def double(x):\n    return 2 * x\n"})
    sources = [cell["source"] for cell in filled["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
    assert sources == ["def double(x):\n    return 2 * x", SKELETONS["halve"]]
    assert notebook_bytes(notebook) == before


def test_fill_refuses_an_exercise_the_notebook_does_not_have(notebook):
    with pytest.raises(AuthoringError, match="no cell for exercise 'triple'") as caught:
        fill(notebook, {"triple": "..."})
    assert caught.value.tip == "it has cells for double, halve"
