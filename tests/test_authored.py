"""The notebook an instructor writes."""

from decimal import Decimal

import pytest

from autograder.errors import AuthoringError
from autograder.model import Assignment, Exercise, Text
from autograder.notebook.authored import AuthoredCell, CellKind, parse_authored, read_authored

ASSIGNMENT = Assignment("demo", Text("Demo"), (Exercise("double", Decimal(2)), Exercise("halve", Decimal(1))))

HEADER = """---
kernelspec:
  name: python3
  display_name: Python 3
---
"""

NOTEBOOK = f"""{HEADER}
# Demo 예제

$y = 2x$

```{{code-cell}} ipython3
import math
```

+++

Two prose cells.

```{{code-cell}} ipython3
:exercise: double
```

```{{code-cell}} ipython3
:check: double

assert double(2) == 4
```

```{{code-cell}} ipython3
:exercise: halve
```

```{{code-cell}} ipython3
:check: halve

assert halve(2) == 1
```
"""


@pytest.fixture
def read(tmp_path):
    """Read a text as the notebook of ASSIGNMENT."""

    def read(text, assignment=ASSIGNMENT):
        file = tmp_path / "demo.md"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_authored(file, assignment, where="demo.md")

    return read


def test_each_cell_has_its_kind_and_text_and_place(read):
    cells = read(NOTEBOOK)
    assert cells[:5] == (
        AuthoredCell(CellKind.MARKDOWN, "# Demo 예제\n\n$y = 2x$", "demo.md, cell 1 (line 6)"),
        AuthoredCell(CellKind.CODE, "import math", "demo.md, cell 2 (line 11)"),
        AuthoredCell(CellKind.MARKDOWN, "Two prose cells.", "demo.md, cell 3 (line 16)"),
        AuthoredCell(CellKind.EXERCISE, "", "demo.md, cell 4 (line 19)", "double"),
        AuthoredCell(CellKind.CHECK, "assert double(2) == 4", "demo.md, cell 5 (line 23)", "double"),
    )
    assert [(cell.kind.value, cell.exercise) for cell in cells[5:]] == [("exercise", "halve"), ("check", "halve")]


def test_fences_that_are_no_cells_stay_prose():
    (cell,) = parse_authored("Text\n\n```python\nx = 1\n```\n", where="demo.md")
    assert cell.kind is CellKind.MARKDOWN
    assert cell.source == "Text\n\n```python\nx = 1\n```"


def cell(option, source=""):
    return f"```{{code-cell}} ipython3\n{option}\n{source}\n```\n"


DOUBLE = cell(":exercise: double") + cell(":check: double", "assert True")
HALVE = cell(":exercise: halve") + cell(":check: halve", "assert True")


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        pytest.param(DOUBLE, "demo.md", "exercise 'halve' of the manifest has no exercise cell", id="exercise missing"),
        pytest.param(
            DOUBLE + cell(":exercise: halve"),
            "demo.md",
            "'halve' of the manifest has no check cell",
            id="check missing",
        ),
        pytest.param(
            DOUBLE + HALVE + cell(":exercise: doubel"),
            "demo.md, cell 5 (line 17)",
            "no exercise 'doubel'; did you mean 'double'",
            id="unknown exercise",
        ),
        pytest.param(
            DOUBLE + HALVE + cell(":check: other", "assert True"),
            "demo.md, cell 5 (line 17)",
            "no exercise 'other'$",
            id="unknown check",
        ),
        pytest.param(
            DOUBLE + HALVE + cell(":exercise: double"),
            "demo.md, cell 5 (line 17)",
            "a second exercise cell for 'double'",
            id="exercise twice",
        ),
        pytest.param(
            DOUBLE + HALVE + cell(":check: double", "assert True"),
            "demo.md, cell 5 (line 17)",
            "a second check cell for 'double'",
            id="check twice",
        ),
        pytest.param(
            cell(":check: double", "assert True") + cell(":exercise: double") + HALVE,
            "demo.md, cell 1 (line 1)",
            "check of 'double' stands above its exercise",
            id="check above",
        ),
        pytest.param(
            cell(":exercise: double", "def double(x): ..."),
            "demo.md, cell 1 (line 1)",
            "cell of exercise 'double' is not empty",
            id="exercise not empty",
        ),
        pytest.param(
            cell(":check: double"), "demo.md, cell 1 (line 1)", "check of 'double' is empty", id="check empty"
        ),
        pytest.param(
            cell(":check: double", "%time double(2)"),
            "demo.md, cell 1 (line 1)",
            "check of 'double' is not valid Python: .* in '%time",
            id="magic in a check",
        ),
        *(
            pytest.param(
                cell(":check: double", f"try:\n    double(2)\nexcept{caught}:\n    print('later')"),
                "demo.md, cell 1 (line 1)",
                f"check of 'double' catches {named}, so it would not fail while nothing is solved",
                id=f"check catches{caught}",
            )
            for caught, named in {
                " NotImplementedError": "NotImplementedError",
                "": "every exception",
                " Exception as error": "Exception",
                " (ValueError, builtins.RuntimeError)": "RuntimeError",
                "* BaseException": "BaseException",
            }.items()
        ),
        pytest.param(
            cell(":check: double", "with contextlib.suppress(NotImplementedError):\n    double(2)"),
            "demo.md, cell 1 (line 1)",
            "check of 'double' catches NotImplementedError",
            id="check suppresses",
        ),
        pytest.param(
            "```{code-cell}\n:check: double\nassert True\n\nProse goes on.\n",
            "demo.md, cell 1 (line 1)",
            "not valid Python: .* in 'Prose goes on",
            id="fence not closed",
        ),
        pytest.param(
            cell(":exercice: double"),
            "demo.md, cell 1 (line 1)",
            "cannot have the option 'exercice'; did you mean 'exercise'",
            id="option misspelt",
        ),
        pytest.param(
            '+++ {"check": "double"}\n\nText\n',
            "demo.md, cell 1 (line 2)",
            "a markdown cell cannot have the option 'check'",
            id="option of prose",
        ),
        pytest.param(
            "```{code-cell}\n:exercise: double\n:check: double\n```\n",
            "demo.md, cell 1 (line 1)",
            "options",
            id="two options",
        ),
        pytest.param(cell(":exercise: 3"), "demo.md, cell 1 (line 1)", r"options \{'exercise': 3\}", id="number"),
        pytest.param(cell(":exercise:"), "demo.md, cell 1 (line 1)", r"options \{'exercise': None\}", id="no id"),
        pytest.param("```{raw-cell}\nx\n```\n", "demo.md, cell 1 (line 1)", "a raw cell", id="raw"),
        pytest.param(
            cell(":exercise: [double"), "demo.md", "not readable as a MyST notebook: Code cell 0", id="bad option"
        ),
        pytest.param(cell(":exercise"), "demo.md", "not readable as a MyST notebook", id="option without value"),
        pytest.param("---\nkernelspec: [\n---\n", "demo.md", "not readable as a MyST notebook", id="bad header"),
        pytest.param("---\nhello\n---\n", "demo.md", "not readable as a MyST notebook", id="header no table"),
        pytest.param(
            "```{code-cell} python\nx\n```\n```{code-cell} r\nx\n```\n",
            "demo.md",
            "not readable as a MyST notebook: .*same language",
            id="two languages",
        ),
        pytest.param("안녕".encode("cp949"), "demo.md", "cannot be read", id="not UTF-8"),
        pytest.param("", "demo.md", "exercise 'double' of the manifest has no exercise cell", id="empty file"),
    ],
)
def test_a_wrong_notebook_is_refused_with_file_and_cell_and_next_step(read, text, where, message):
    with pytest.raises(AuthoringError, match=message) as caught:
        read(text)
    assert caught.value.where == where
    assert caught.value.tip


def test_a_check_may_demand_an_exception_of_an_answer(read):
    demand = "try:\n    answer = double('')\nexcept (TypeError, ValueError):\n    answer = None\nassert answer is None"
    cells = read(cell(":exercise: double") + cell(":check: double", demand) + HALVE)
    assert cells[1].source == demand


def test_a_missing_notebook_is_an_authoring_error(tmp_path):
    with pytest.raises(AuthoringError, match="the assignment has no notebook"):
        read_authored(tmp_path / "demo.md", ASSIGNMENT)
