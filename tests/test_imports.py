"""Imports run downwards only, a worker has nothing of ours but its own, a command starts without torch."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.model import Cell, Limits, Submission
from autograder.remote import Budget, Program, Session, Student
from autograder.sandbox import Tier, Zygote

PACKAGE = Path(autograder.__file__).parent
LAYERS = (
    ("errors", "model"),
    ("manifest", "worker"),
    ("sandbox", "compare", "notebook", "reports", "executor", "store"),
    ("intake", "remote"),
    ("testing",),
    ("plugin",),
    ("grading",),
    ("releasing",),
    ("integrations",),
    ("cli",),
)
"""From the bottom; a part imports from itself and from layers below its own."""
RANK = {part: rank for rank, layer in enumerate(LAYERS) for part in layer}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file):
    """``grading`` for ``autograder/grading/suite/reader.py``."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(file):
    """The parts of ours that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "autograder":
                yield rest.split(".")[0]


def test_every_part_has_its_layer():
    assert {part_of(file) for file in FILES} - {"__init__"} <= RANK.keys()


@pytest.mark.parametrize("part", RANK)
def test_imports_run_downwards(part):
    upwards = {
        f"{file.relative_to(PACKAGE)} imports autograder.{other}"
        for file in FILES
        if part_of(file) == part
        for other in imported_parts(file)
        if other != part and RANK[other] >= RANK[part]
    }
    assert not upwards


def test_the_worker_imports_nothing_else_of_ours():
    worker = [file for file in FILES if part_of(file) == "worker"]
    assert {other for file in worker for other in imported_parts(file)} == {"worker"}


CURIOUS = """
import importlib
import importlib.util
import sys

def loaded():
    return sorted(name for name in sys.modules if name.split(".")[0] in ("autograder", "solutions", "grading_tests"))

def path():
    return [str(entry) for entry in sys.path]

def tried(name):
    try:
        importlib.import_module(name)
    except ImportError as error:
        return type(error).__name__
    return "imported"
"""


@pytest.fixture(scope="module", params=[Tier.A, Tier.D])
def student(request):
    """A submission that looks around, sealed and with no isolation but that of a process."""
    limits = Limits()
    with Zygote(("torch", "numpy"), request.param) as zygote:
        session = Session(zygote.worker(limits), Submission("curious", (Cell("cell 1", CURIOUS),)), Budget(limits))
        session.load(Program(("loaded", "path", "tried"), ("torch", "numpy")))
        yield Student(lambda: session)
        session.close()


def test_a_worker_has_loaded_the_worker_and_nothing_else_of_ours(student):
    others = [name for name in student.loaded() if not name.startswith("autograder.worker")]
    assert others == ["autograder"]


@pytest.mark.parametrize(
    "name", ["solutions", "solutions.essentials", "grading_tests", "autograder.grading", "autograder.testing", "course"]
)
def test_a_worker_cannot_import_the_hidden_side(student, name):
    assert student.tried(name) == "ModuleNotFoundError"


def test_a_worker_does_not_know_the_folder_of_the_course(student):
    folders = {"", str(Path.cwd()), str(PACKAGE.parent)}
    assert not folders & set(student.path())


@pytest.mark.parametrize(
    "statement",
    [
        "import autograder.cli.app; autograder.cli.app.build()",
        "import autograder.grading.pipeline",
        "import autograder.cli.grade",
        "import autograder.plugin",
    ],
)
def test_the_commands_and_the_coordinator_start_without_the_heavy_libraries(statement):
    code = f"{statement}; import sys; print([m for m in ('torch', 'numpy', 'sympy', 'hypothesis') if m in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
