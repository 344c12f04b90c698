"""Notebooks of `essentials` to grade by the hundred: the released one, filled in and cluttered as real ones are.

Every draw comes from the seed and the student's number alone, so that a cohort of 1,000 begins with the cohort of 200.
No two notebooks have the same content, not even in one answer: no cache of results can merge them.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeAlias

from autograder.manifest import Project, load_assignment
from autograder.notebook import Notebook, fill, notebook_bytes
from autograder.releasing import read_sources, student_notebook

PROJECT = Project(Path(__file__).parent.parent)
ASSIGNMENT = "essentials"

Cell: TypeAlias = dict[str, Any]

REMARKS = (
    "두 번째 시도",
    "강의 노트 참고",
    "this one works",
    "checked by hand",
    "그림으로 확인함",
    "cleaned up",
    "TODO: 더 짧게",
    "after the exercise class",
)
NAMES = ("sample", "probe", "toy", "trial", "demo", "scratch", "예제")

EXPERIMENTS = {
    "least_squares": """
        {name}_x = torch.linspace(0, {size}, {count})
        {name}_y = {slope} * {name}_x + {offset} + 0.1 * torch.sin(7 * {name}_x)
        {name}_line = least_squares({name}_x, {name}_y)
        print("line:", [float(value) for value in {name}_line])
        try:
            import matplotlib.pyplot as plt

            plt.plot({name}_x, {name}_y, ".")
            plt.title("{name} {count}")
            plt.show()
        except ImportError:
            print("no plots here")
        """,
    "gradient_step": """
        torch.manual_seed({count})
        {name}_data = torch.randn({count}, 2)
        {name}_target = {name}_data @ torch.tensor([{slope}, {offset}])
        {name}_w = torch.zeros(2, requires_grad=True)
        {name}_losses = []
        for epoch in range({size}):
            loss = (({name}_data @ {name}_w - {name}_target) ** 2).mean()
            loss.backward()
            gradient_step([{name}_w], learning_rate=0.1)
            {name}_losses.append(loss.item())
        print("loss:", {name}_losses[0], "->", {name}_losses[-1])
        """,
    "backward_gradient": """
        {name}_X = np.full(({size}, 3), {slope})
        {name}_S = np.cumsum(np.pad({name}_X, ((0, 0), (1, 0))), axis=1)
        {name}_out = backward_gradient({name}_X, {name}_S, {name}_S[:, -1] - {offset}, 1.0)
        print({name}_out[0])
        """,
    "conv_output_size": """
        size = {count}
        for kernel, stride in [(5, 1), (2, 2), (3, 1), (2, 2)]:
            size = conv_output_size(size, kernel, stride)
            print("kernel", kernel, "->", size)
        """,
    "attention": """
        {name}_q = torch.arange({size} * 4.0).reshape({size}, 4) / {count}
        {name}_causal = torch.ones({size}, {size}, dtype=torch.bool).tril()
        {name}_out, {name}_weights = attention({name}_q, {name}_q, {name}_q, {name}_causal)
        print("rows add up to", {name}_weights.sum(dim=-1)[:3])
        """,
}


class Answer(StrEnum):
    """What a notebook holds for an exercise."""

    RIGHT = "right"
    """The reference or an alternative."""
    WRONG = "wrong"
    RAISING = "raising"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the exercises, drawn one by one, are answered in which way; the rest is right."""

    wrong: float
    raising: float
    absent: float

    def draw(self, rng: random.Random) -> Answer:
        """The kind of one answer."""
        number = rng.random()
        for kind, share in ((Answer.WRONG, self.wrong), (Answer.RAISING, self.raising), (Answer.ABSENT, self.absent)):
            if number < share:
                return kind
            number -= share
        return Answer.RIGHT


@dataclass(frozen=True, slots=True)
class Material:
    """What notebooks are made of."""

    released: Notebook
    right: Mapping[str, Sequence[str]]
    """Per exercise, the reference and the alternatives."""
    wrong: Mapping[str, Sequence[str]]


def write_cohort(
    folder: Path, count: int, seed: str, wrong: float = 0.0, raising: float = 0.03, absent: float = 0.02
) -> dict[str, dict[str, Answer]]:
    """Write ``count`` notebooks into ``folder``, which is made; the same arguments give the same bytes.

    Args:
        folder: gets ``student-0001.ipynb`` and so on.
        count: how many.
        seed: another one gives another cohort.
        wrong: share of exercises answered by one of the wrong solutions.
        raising: share whose function raises when it is called.
        absent: share whose cell was deleted.

    Returns:
        Per submission and exercise, what it holds.

    """
    material = read_material()
    shares = Shares(wrong, raising, absent)
    folder.mkdir(parents=True, exist_ok=True)
    plan = {}
    for number in range(1, count + 1):
        name = f"student-{number:04}"
        rng = random.Random(f"{seed}/{number}")
        plan[name] = {exercise: shares.draw(rng) for exercise in material.right}
        notebook = student_work(material, plan[name], name, rng)
        (folder / f"{name}.ipynb").write_bytes(notebook_bytes(notebook))
    return plan


def read_material() -> Material:
    """The released notebook and every solution in the project."""
    assignment = load_assignment(PROJECT, ASSIGNMENT)
    right, wrong = {}, {}
    for exercise in (exercise.id for exercise in assignment.exercises):
        reference = PROJECT.reference_file(ASSIGNMENT, exercise)
        right[exercise] = [_source(file) for file in (reference, *PROJECT.alternatives(ASSIGNMENT, exercise))]
        wrong[exercise] = [_source(file) for file in PROJECT.wrong(ASSIGNMENT, exercise)]
    released = student_notebook(assignment, read_sources(PROJECT, assignment))
    return Material(released, right, wrong)


def student_work(material: Material, answers: Mapping[str, Answer], name: str, rng: random.Random) -> Notebook:
    """One notebook: answers in their cells, experiments below the checks, a greeting on top."""
    sources = {
        exercise: _answer(material, exercise, kind, name, rng)
        for exercise, kind in answers.items()
        if kind is not Answer.ABSENT
    }
    filled = fill(material.released, sources)
    cells: list[Cell] = [*greeting(name, rng)]
    for cell in filled["cells"]:
        role = cell["metadata"].get("nbgrader", {})
        if role.get("solution") and role["grade_id"] not in sources:
            continue
        cells.append(cell)
        if role.get("grade"):
            cells += experiments(role["grade_id"].removesuffix("-tests"), name, rng)
    return {**filled, "cells": [{"id": f"{name}-{place}", **cell} for place, cell in enumerate(cells)]}


def _answer(material: Material, exercise: str, kind: Answer, name: str, rng: random.Random) -> str:
    sources = material.wrong if kind is Answer.WRONG else material.right
    source = rng.choice(sources[exercise])
    if kind is Answer.RAISING:
        source = _raising(source, exercise, rng)
    return f"# {name}, {remark(rng)}\n{source}"


def _source(file: Path) -> str:
    """What a student would have written: no hint, no markers."""
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    first = ast.parse(text).body[0]
    if isinstance(first, ast.Assign) and ast.unparse(first.targets[0]) == "HINT":
        del lines[: first.end_lineno]
    return "\n".join(line for line in lines if not re.fullmatch(r"\s*### (BEGIN|END) SOLUTION", line)).strip("\n")


def _raising(source: str, exercise: str, rng: random.Random) -> str:
    """The same function with a slip in its first line."""
    lines = source.splitlines()
    (function,) = (
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == exercise
    )
    has_docstring = ast.get_docstring(function) is not None
    place = function.body[0].end_lineno if has_docstring else function.body[0].lineno - 1
    slip = rng.choice(["size = len(None)", "result = resutl + 1", "value = [][0]", "raise RuntimeError('to do')"])
    return "\n".join([*lines[:place], f"    {slip}", *lines[place:]])


def greeting(name: str, rng: random.Random) -> Iterator[Cell]:
    """What a student puts on top."""
    yield prose(f"**{name}** · {remark(rng)} · {rng.randrange(10**9)}")
    yield code(f"import math\nimport random\nimport time\n\nSTUDENT = {name!r}\nprint(STUDENT, {rng.randrange(10**9)})")


def experiments(exercise: str, name: str, rng: random.Random) -> Iterator[Cell]:
    """Cells below the check of an exercise: one in which it is tried out, and now and then a note."""
    values = {
        "name": f"{rng.choice(NAMES)}_{rng.randrange(1000)}",
        "size": rng.randint(5, 20),
        "count": rng.randint(30, 90),
        "slope": rng.randint(1, 99) / 10,
        "offset": rng.randint(1, 99) / 10,
    }
    if rng.random() < 1 / 3:
        yield prose(f"{remark(rng)} ({name})")
    yield code(dedent(EXPERIMENTS[exercise]).strip("\n").format(**values), may_raise=True)


def remark(rng: random.Random) -> str:
    """A few words that hardly ever come twice."""
    return f"{rng.choice(REMARKS)} {rng.randrange(10**6)}"


def prose(source: str) -> Cell:
    """A markdown cell."""
    return {"cell_type": "markdown", "source": source, "metadata": {}}


def code(source: str, *, may_raise: bool = False) -> Cell:
    """A code cell; ``may_raise`` lets a run of the notebook go on below it."""
    metadata = {"tags": ["raises-exception"]} if may_raise else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "execution_count": None, "outputs": []}
