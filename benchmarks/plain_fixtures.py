"""A pytest plugin as a course without a grader would write it: the notebook is executed in pytest's own process.

Everything runs that the notebook holds, experiments and plots included, because nothing says what is needed.
The tests are the hidden ones; ``BENCHMARK_NOTEBOOK`` and ``BENCHMARK_COURSE`` say what to load.
"""

from __future__ import annotations

import contextlib
import os
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.manifest import Project
from autograder.notebook import code_cells
from autograder.testing import CURRENT, Make, Memo, Running
from benchmarks.cohort import ASSIGNMENT

SEED = "benchmark"


@pytest.fixture(scope="session")
def student() -> types.ModuleType:
    """The notebook as a module."""
    module = types.ModuleType("student")
    for cell in code_cells(Path(os.environ["BENCHMARK_NOTEBOOK"]).read_bytes()):
        with contextlib.suppress(Exception):  # a cell may raise: exercises are missing, experiments need them
            exec(compile(cell.source, cell.label, "exec"), vars(module))
    return module


@pytest.fixture(scope="session")
def reference() -> types.SimpleNamespace:
    """The author's solutions."""
    names: dict[str, object] = {}
    for file in Project(Path(os.environ["BENCHMARK_COURSE"])).solutions_folder(ASSIGNMENT).glob("*.py"):
        exec(compile(file.read_text("utf-8"), str(file), "exec"), names)
    return types.SimpleNamespace(**names)


@pytest.fixture(autouse=True)
def running(request: pytest.FixtureRequest) -> Iterator[Running]:
    """What ``given`` and ``make`` ask for: each test has its own numbers."""
    current = Running(request.node.name, SEED, Memo())
    token = CURRENT.set(current)
    yield current
    CURRENT.reset(token)


@pytest.fixture
def make(running: Running) -> Make:
    """Inputs."""
    return Make(running.numbers("make"))
