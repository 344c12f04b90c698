"""Our pytest markers, read from the source: ``@pytest.mark.points(2)``.

The file is not run, so a marker must be written out where it applies, with literal arguments.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from autograder.grading.suite.problems import Problems
from autograder.manifest import suggestion
from autograder.model import Device, Text

OURS = ("devices", "exercise", "forbids", "message", "points")
NEVER = ("skip", "skipif", "xfail")
PYTEST = (*NEVER, "filterwarnings", "parametrize", "usefixtures")
FOR_A_FILE = ("devices", "exercise", "forbids")
CENT = Decimal("0.01")
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Markers:
    """What our markers say at one place; empty where they say nothing."""

    exercise: str = ""
    points: Decimal | None = None
    devices: tuple[Device, ...] = ()
    message: Text = field(default_factory=Text)
    forbids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkerReader:
    """Reads the markers of one file."""

    file: str
    """As messages name it."""
    problems: Problems
    seen: set[ast.AST]
    """Markers at a place where they count; all others are complained about in the end."""

    def read(self, expressions: Iterable[ast.expr], allowed: tuple[str, ...] = OURS) -> Markers:
        """The markers among the decorators of a function, or the entries of ``pytestmark``."""
        values: dict[str, Any] = {}
        for expression in expressions:
            target = expression.func if isinstance(expression, ast.Call) else expression
            name = marker_name(target)
            if name in OURS:
                self.seen.add(target)
                self._read_one(name, expression, allowed, values)
            elif name:
                self._check_foreign(name, expression)
        return Markers(**values)

    def complain_about_the_rest(self, module: ast.Module) -> None:
        """A marker kept in a variable or handed to ``pytest.param`` would be overlooked."""
        for node in ast.walk(module):
            if isinstance(node, ast.expr) and marker_name(node) in OURS and node not in self.seen:
                self._add(
                    node,
                    f"the marker {marker_name(node)!r} does not count here",
                    "Write it as a decorator of a test function at the top level, or in pytestmark.",
                )

    def _read_one(self, name: str, node: ast.expr, allowed: tuple[str, ...], values: dict[str, Any]) -> None:
        if name not in allowed:
            self._add(node, f"the marker {name!r} belongs to a test function, not to a file", "Move it to the test.")
        elif name in values:
            self._add(node, f"the marker {name!r} is there twice", "Keep the one that counts.")
        else:
            try:
                values[name] = _READ[name](*_arguments(node))
            except ValueError as error:
                self._add(node, f"{ast.unparse(node)}: {error}", f"For example {_EXAMPLES[name]}.")

    def _check_foreign(self, name: str, node: ast.expr) -> None:
        if name in NEVER:
            tip = "Remove the test, or say with devices(...) where it runs."
            self._add(node, f"the marker {name!r} would decide points instead of the answer", tip)
        elif name not in PYTEST and suggestion(name, OURS):
            self._add(node, f"unknown marker {name!r}{suggestion(name, OURS)}")

    def _add(self, node: ast.expr, what: str, tip: str = "") -> None:
        self.problems.add(f"{self.file}:{node.lineno}", what, tip)


def marker_name(node: ast.AST) -> str:
    """``points`` for ``pytest.mark.points`` and ``mark.points``; empty for anything else."""
    if not isinstance(node, ast.Attribute):
        return ""
    owner = node.value
    holder = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return node.attr if holder == "mark" else ""


def _arguments(node: ast.expr) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments of a marker.

    Raises:
        ValueError: it is not called, or an argument is not written out.

    """
    if not isinstance(node, ast.Call):
        raise ValueError("arguments are missing")  # noqa: TRY004 - a fault in the file that is read
    try:
        keywords = {keyword.arg or "**": ast.literal_eval(keyword.value) for keyword in node.keywords}
        return [ast.literal_eval(argument) for argument in node.args], keywords
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError("arguments must be written out, the file is read without running it") from error


def _texts(arguments: list[Any], keywords: dict[str, Any]) -> tuple[str, ...]:
    if keywords or not arguments or not all(isinstance(value, str) and value for value in arguments):
        raise ValueError("takes one or more strings")
    return tuple(dict.fromkeys(arguments))


def _exercise(arguments: list[Any], keywords: dict[str, Any]) -> str:
    if keywords or len(arguments) != 1 or not isinstance(arguments[0], str):
        raise ValueError("takes the id of one exercise")
    return arguments[0]


def _points(arguments: list[Any], keywords: dict[str, Any]) -> Decimal:
    if keywords or len(arguments) != 1 or type(arguments[0]) not in {int, float}:
        raise ValueError("takes one number")
    value = Decimal(str(arguments[0]))  # the shortest text of 0.1 is what the author wrote
    if not 0 < value <= MOST:
        raise ValueError(f"must be greater than 0 and at most {MOST}")
    if value != value.quantize(CENT):
        raise ValueError("takes at most two decimals")
    return value


def _devices(arguments: list[Any], keywords: dict[str, Any]) -> tuple[Device, ...]:
    known = [device.value for device in Device]
    names = _texts(arguments, keywords)
    for name in names:
        if name not in known:
            raise ValueError(f"unknown device {name!r}{suggestion(name, known)}")
    return tuple(Device(name) for name in names)


def _message(arguments: list[Any], keywords: dict[str, Any]) -> Text:
    if arguments or not keywords or not set(keywords) <= {"en", "ko"}:
        raise ValueError("takes the keywords ko and en")
    if not all(isinstance(value, str) and value.strip() for value in keywords.values()):
        raise ValueError("takes sentences")
    return Text(**keywords)


_READ = {"devices": _devices, "exercise": _exercise, "forbids": _texts, "message": _message, "points": _points}
_EXAMPLES = {
    "devices": 'devices("cpu", "cuda")',
    "exercise": 'exercise("attention")',
    "forbids": 'forbids("torch.optim")',
    "message": 'message(ko="...")',
    "points": "points(2)",
}
