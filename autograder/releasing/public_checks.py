"""The public checks of the notebook, run in a locked worker on a filled notebook."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator

from autograder.model import Cell, Outcome, Submission
from autograder.notebook import AuthoredCell, CellKind
from autograder.releasing.checked import Checked
from autograder.releasing.material import Material
from autograder.releasing.variants import Role, Variant
from autograder.remote import Budget, Program, Session, StudentFault
from autograder.reports.safe import plain
from autograder.sandbox import WorkerDied, Zygote
from autograder.worker.loading.places import file_name
from autograder.worker.messages import To

DETAIL = 300
"""Characters of what a check said that are kept."""
LABEL = "check"


def run_checks(material: Material, variants: Iterable[Variant], zygote: Zygote) -> tuple[Checked, ...]:
    """Run the checks: all of them on reference and skeleton, those of their exercise on alternatives."""
    roles = (Role.REFERENCE, Role.SKELETON, Role.ALTERNATIVE)
    chosen = [variant for variant in variants if variant.role in roles]
    return tuple(checked for variant in chosen for checked in _run(material, variant, zygote))


def _run(material: Material, variant: Variant, zygote: Zygote) -> Iterator[Checked]:
    checks = [cell for cell in material.sources.cells if cell.kind is CellKind.CHECK]
    limits = material.assignment.limits
    session = Session(zygote.worker(limits), _notebook(material, variant), Budget(limits))
    with contextlib.closing(session):
        with contextlib.suppress(StudentFault, WorkerDied):  # each check says so again
            session.load(_program(material, checks), everything=variant.role is Role.REFERENCE)
        for cell in checks:
            if variant.exercise in ("", cell.exercise):
                yield Checked(variant, cell.exercise, cell.where, *_call(session, _function(cell)))


def _call(session: Session, function: str) -> tuple[Outcome, str]:
    try:
        session.call([To.NAME, function], (), {})
    except StudentFault as fault:
        lines = [line for label, line in fault.frames if label == LABEL]
        place = f"line {lines[-1]}: " if lines else ""
        return fault.outcome, plain(f"{place}{fault}".removesuffix(": "), DETAIL)
    except WorkerDied as error:
        return error.death.outcome, plain(str(error.death), DETAIL)
    return Outcome.PASSED, ""


def _notebook(material: Material, variant: Variant) -> Submission:
    """The notebook with the variant's answers, each check inside a function, so that it can be run and told apart."""
    cells = []
    for cell in material.sources.cells:
        if cell.kind is CellKind.EXERCISE:
            cells.append(Cell(cell.where, variant.answers[cell.exercise]))
        elif cell.kind is CellKind.CHECK:
            run = f"exec(compile({cell.source!r}, {file_name(LABEL)!r}, 'exec'), globals())"
            cells.append(Cell(cell.where, f"def {_function(cell)}():\n    {run}\n"))
        elif cell.kind is CellKind.CODE:
            cells.append(Cell(cell.where, cell.source))
    return Submission(variant.submission.id, tuple(cells))


def _function(check: AuthoredCell) -> str:
    return f"public_check_of_{check.exercise}"


def _program(material: Material, checks: Iterable[AuthoredCell]) -> Program:
    """What is loaded; the names that checks read are wanted as well as the exercises."""
    read = {node.id for cell in checks for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}
    return Program(
        exercises=(*material.references, *sorted(read - set(material.references))),
        promised=material.assignment.preload,
        skeletons=material.sources.skeletons,
        provided=material.sources.further.get("provided.py", b"").decode(),
    )
