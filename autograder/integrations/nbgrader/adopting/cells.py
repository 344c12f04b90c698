"""The cells of the new notebook, in the order of the old one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autograder.errors import AuthoringError
from autograder.integrations.nbgrader.adopting.hidden_tests import TestCell
from autograder.integrations.nbgrader.adopting.plan import Plan, PlannedExercise
from autograder.integrations.nbgrader.adopting.prose import Assets, prose
from autograder.integrations.nbgrader.adopting.references import marked
from autograder.integrations.nbgrader.adopting.regions import Region, visible
from autograder.integrations.nbgrader.adopting.source import Role, SourceCell
from autograder.integrations.nbgrader.adopting.statements import Definition, Statement, parse
from autograder.model.report import number
from autograder.notebook import CellKind, parse_authored, skeleton

WRITE_CODE = "# Write your code here. / 여기에 코드를 작성하세요."
WRITE_TEXT = "Write your answer in a new cell below this one. / 이 셀 아래에 새 셀을 만들어 답을 쓰세요."


@dataclass(frozen=True, slots=True)
class NewCell:
    """One cell of the authored notebook."""

    kind: CellKind
    source: str
    exercise: str = ""
    """For exercises and checks."""


def new_cells(plan: Plan, assets: Assets) -> tuple[NewCell, ...]:
    """The authored notebook: prose, given code, exercises, public checks; no answers and no hidden tests."""
    cells = [new for cell in plan.notebook.cells for new in _of(cell, plan, assets)]
    return tuple(cell for cell in cells if cell.source.strip() or cell.kind is CellKind.EXERCISE)


def _of(cell: SourceCell, plan: Plan, assets: Assets) -> Iterator[NewCell]:
    match cell.role:
        case Role.PROSE:
            yield NewCell(CellKind.MARKDOWN, prose(cell, cell.source, assets))
        case Role.RAW:
            yield NewCell(CellKind.MARKDOWN, f"````\n{cell.source}\n````")
        case Role.CODE:
            yield NewCell(CellKind.CODE, cell.source)
        case Role.SOLUTION:
            yield from _solution(cell, plan)
        case Role.TESTS:
            yield from _tests(cell, plan)
        case Role.ANSWER:
            yield from _answer(cell, assets)
        case Role.TASK:
            text = visible(cell.source, Region.MARK_SCHEME, cell.where)
            yield NewCell(CellKind.MARKDOWN, f"{prose(cell, text, assets)}\n\n{_marked_by_hand(cell)}\n{WRITE_TEXT}")


def told_points(points: Decimal) -> str:
    """``1 point``, ``0.5 points``."""
    return "1 point" if points == 1 else f"{number(points)} points"


def _marked_by_hand(cell: SourceCell) -> str:
    return f"*{told_points(cell.points)}, marked by hand. / {number(cell.points)}점, 손으로 채점합니다.*"


def _answer(cell: SourceCell, assets: Assets) -> Iterator[NewCell]:
    """What students see of an answer that a person marks; without a region that is nothing of it."""
    text = visible(cell.source, Region.SOLUTION, cell.where) if "BEGIN SOLUTION" in cell.source else ""
    if cell.is_code:
        yield NewCell(CellKind.MARKDOWN, _marked_by_hand(cell))
        yield NewCell(CellKind.CODE, f"{text}\n{WRITE_CODE}".strip("\n"))
    else:
        yield NewCell(
            CellKind.MARKDOWN, f"{prose(cell, text, assets)}\n\n{_marked_by_hand(cell)}\n{WRITE_TEXT}".strip("\n")
        )


def _solution(cell: SourceCell, plan: Plan) -> Iterator[NewCell]:
    code = plan.scope.codes[cell.number]
    owned = [statement for exercise in plan.exercises for statement in exercise.own]
    rest = [statement for statement in code.statements if statement not in owned]
    if rest or not code.statements:
        yield NewCell(CellKind.CODE, _untested(cell, rest))
    for exercise in plan.exercises:
        if exercise.home is cell:
            yield NewCell(CellKind.EXERCISE, "", exercise.id)


def _untested(cell: SourceCell, rest: Sequence[Statement]) -> str:
    """Code that students write and nothing tests."""
    try:
        text = skeleton(marked([line for statement in rest for line in statement.lines]), where=cell.where)
    except AuthoringError:  # no region, or one that cuts through a statement: nbgrader shows nothing
        text = ""
    return text.strip("\n") or WRITE_CODE


def _tests(cell: SourceCell, plan: Plan) -> Iterator[NewCell]:
    """The check of an exercise stands where the last of its tests stood; other visible tests stay where they are."""
    test = plan.tests.get(cell.number)
    if test is None or not _may_be_check(test):
        yield NewCell(CellKind.CODE, visible(cell.source, Region.HIDDEN_TESTS, cell.where))
    for exercise in plan.exercises:
        if exercise.tests[-1] is test:
            yield NewCell(CellKind.CHECK, public_check(exercise), exercise.id)


def public_check(exercise: PlannedExercise) -> str:
    """What students see of the tests, one below the other, with the given values they start from."""
    shown = [test for test in exercise.tests if _may_be_check(test)]
    given = dict.fromkeys(
        statement.text
        for test in exercise.tests
        for statement in test.needs.setup
        if not statement.is_hidden and statement.cell is not test.cell
    )
    parts = [*given, *(_shown(test) for test in shown)]
    if not any(_asks(test) for test in shown):
        parts.append(_is_written(exercise))
    parts.append(f'print("{exercise.id}: the examples are right / 예제를 통과했습니다")')
    return "\n\n".join(parts)


def _shown(test: TestCell) -> str:
    return "\n".join(line.text for line in test.code.lines if not line.hidden).strip("\n")


def _may_be_check(test: TestCell) -> bool:
    """Whether the visible part is Python, and fails while nothing is written: it lets every exception through."""
    text = _shown(test)
    if not text:
        return False
    fence = "`" * 40
    try:
        parse_authored(f"{fence}{{code-cell}}\n:check: {test.exercise}\n{text}\n{fence}\n", where=test.cell.where)
    except AuthoringError:
        return False
    return True


def _asks(test: TestCell) -> bool:
    """Whether the visible part does something with what students write."""
    return any(isinstance(node, ast.Name) and node.id in test.needs.names for node in ast.walk(parse(_shown(test))))


def _is_written(exercise: PlannedExercise) -> str:
    """All that can be asked where every test is hidden."""
    said = f'"{exercise.id} is not written yet / 아직 작성하지 않았습니다"'
    kinds = [type(s.node) for s in exercise.own if exercise.id in s.binds and isinstance(s.node, Definition)]
    if not kinds:
        return f"assert {exercise.id} is not None, {said}"
    if kinds[-1] is ast.ClassDef:
        methods = f'[method.__code__ for method in vars({exercise.id}).values() if hasattr(method, "__code__")]'
        return f'assert all("NotImplementedError" not in code.co_names for code in {methods}), {said}'
    return f'assert "NotImplementedError" not in {exercise.id}.__code__.co_names, {said}'
