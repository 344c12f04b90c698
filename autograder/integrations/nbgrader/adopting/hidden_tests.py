"""Test cells -> ``grading_tests/<name>/test_<exercise>.py``: one hidden test for each cell, with its points."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.integrations.nbgrader.adopting.rewriting import of_student
from autograder.integrations.nbgrader.adopting.scope import Needs
from autograder.integrations.nbgrader.adopting.source import SourceCell
from autograder.integrations.nbgrader.adopting.statements import Code, Statement, indented
from autograder.model.report import number

_MADE_UP = re.compile(r"cell-[0-9a-f]+")
"""Grade ids that nbgrader's toolbar gives."""


@dataclass(frozen=True, slots=True)
class TestCell:
    """A test cell that becomes a hidden test of one exercise."""

    __test__ = False  # not a test class for pytest

    code: Code
    exercise: str
    needs: Needs

    @property
    def cell(self) -> SourceCell:
        """The cell itself."""
        return self.code.cell


def test_names(cells: Iterable[TestCell]) -> dict[int, str]:
    """The name of each hidden test, by the number of its cell."""
    names: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for test in cells:
        made_up = not test.cell.grade_id or _MADE_UP.fullmatch(test.cell.grade_id)
        base = test.exercise if made_up else re.sub(r"\W+", "_", test.cell.grade_id).strip("_")
        name = f"test_{base.removeprefix('test_')}"
        seen[name] += 1
        names[test.cell.number] = name if seen[name] == 1 else f"{name}_{seen[name]}"
    return names


def test_file(exercise: str, cells: Sequence[TestCell], names: dict[int, str], origin: str) -> str:
    """The hidden tests of one exercise."""
    imports = dict.fromkeys(line for test in cells for line in test.needs.imports if line != "import pytest")
    head = "\n".join(["import pytest", *imports])
    mark = f'pytestmark = pytest.mark.exercise("{exercise}")'
    parts = [
        f'"""Hidden tests of {exercise}, from {origin}."""\n\n{head}\n\n{mark}',
        *(_function(test, names[test.cell.number]) for test in cells),
    ]
    return "\n\n\n".join(parts) + "\n"


def _function(test: TestCell, name: str) -> str:
    sentence, statements = _docstring(test)
    functions = [each for each in sorted(test.needs.names) if _is_definition(each, test.needs)]
    values = [each for each in sorted(test.needs.names) if each not in functions]
    body = of_student([*test.needs.setup, *statements], functions, values)
    lines = [f"@pytest.mark.points({number(test.cell.points)})", f"def {name}(student):", sentence]
    return "\n".join(lines) + "\n" + indented(body)


def _is_definition(name: str, needs: Needs) -> bool:
    return any(statement.is_definition and name in statement.binds for statement in needs.students)


def _docstring(test: TestCell) -> tuple[str, Sequence[Statement]]:
    """The sentence a student reads, and the other statements; what stands in a hidden region stays hidden."""
    first, *rest = test.code.statements
    match first.node:
        case ast.Expr(value=ast.Constant(value=str(text))) if not first.is_hidden and text.strip() and rest:
            lines = [line.strip() for line in text.strip().split("\n")]
            escaped = "\n".join(lines).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
            return indented_docstring(escaped), rest
        case _:
            return indented_docstring(f"`{test.exercise}` must give the right results."), test.code.statements


def indented_docstring(text: str) -> str:
    """A docstring of a function at the top level."""
    lines = text.split("\n")
    if len(lines) == 1:
        padding = " " if text.endswith('"') else ""
        return f'    """{text}{padding}"""'
    return "\n".join(f"    {line}" if line else "" for line in [f'"""{lines[0]}', *lines[1:], '"""'])
