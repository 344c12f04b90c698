"""One notebook while it is executed: its namespace, and what each of its cells shows.

Runs in the worker, in the same process as the student's code. Nothing here is trusted; the judge reads the answers
with suspicion and keeps the time.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import linecache
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import CodeType, ModuleType
from typing import Any

from autograder.worker.codec import Node
from autograder.worker.executing.clock import run_for
from autograder.worker.executing.figures import Figures
from autograder.worker.executing.names import notebook_builtins
from autograder.worker.executing.recorder import Pixels, Recorder
from autograder.worker.executing.showing import pixels_of, text_of
from autograder.worker.executing.shown import NOTES, Shown
from autograder.worker.loading.data_loader import first_with_workers, run_without_workers
from autograder.worker.loading.modules import OwnModules
from autograder.worker.loading.packages import Quiet
from autograder.worker.loading.parsing import Parsed, parse
from autograder.worker.loading.places import file_name
from autograder.worker.loading.scanning import LINE_END, Kind, Scanner
from autograder.worker.raised import describe

LAST_SECONDS = 1.0
"""For drawing what a cell left open when its own time is over."""
_FLAGS = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names[1:])
"""Those of ``from __future__`` imports, which hold for the cells after them; the first is no flag of a module."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A cell, ready to run."""

    statements: CodeType
    result: CodeType | None
    """The expression at its end whose value is shown."""


class Notebook:
    """The namespace that the cells of one notebook share."""

    def __init__(self) -> None:
        self._recorder = Recorder()
        self._figures = Figures(self._display)
        self._namespace: dict[str, Any] = {}
        self._last: object = ""
        """The value of ``_``, as far as it is ours."""
        self._flags = self._count = 0
        self._builtins = ModuleType("builtins")

    def execute(self, head: dict[str, Any], body: Any, buffers: list[memoryview]) -> tuple[dict[str, Any], Any, Any]:
        """Run one cell for so many ``seconds``; answer with what it shows.

        ``[label, source, names]``; with the first cell come names and, in the buffers, texts of modules.
        """
        label, source, names = body
        if not self._namespace:
            self._begin({name: str(text, "utf-8") for name, text in zip(names, buffers, strict=True)})
        self._recorder.begin()
        self._figures.attach()
        if first_with_workers([(label, source)]):
            run_without_workers()
        parsed = _parse(source)
        self._guarded(head["seconds"], partial(self._run, label, source, parsed), label)
        self._guarded(min(head["seconds"], LAST_SECONDS), self._figures.show, label)
        return {}, [[*_slip(label, parsed), *self._recorder.items()], _notes(label, parsed)], self._recorder.buffers

    def _begin(self, modules: dict[str, str]) -> None:
        """Become the ``__main__`` of this process, and take what is printed."""
        main = ModuleType("__main__")
        self._namespace = vars(main)
        self._builtins = notebook_builtins(self._display, self._recorder, self._figures)
        self._namespace.update(__builtins__=self._builtins, In=[""], Out={})
        OwnModules(modules, self._run_module).install()
        sys.modules["__main__"] = main
        sys.stdout, sys.stderr = self._recorder.stdout, self._recorder.stderr

    def _guarded(self, seconds: float, action: Callable[[], object], label: str) -> None:
        """Run a part of a cell; what it raises is shown."""
        try:
            run_for(seconds, action)
        except BaseException as error:
            self._recorder.error(_described(error, label))

    def _run(self, label: str, source: str, parsed: Parsed) -> None:
        """Run the statements of a cell and show the value of its last expression."""
        self._remember(label, source)
        compiled = self._compile(label, parsed.statements, shows=not _ends_quietly(source))
        exec(compiled.statements, self._namespace)
        if compiled.result is None:
            return
        value = eval(compiled.result, self._namespace)  # noqa: S307 - this is what a worker is for
        if value is not None and type(value) is not Quiet:
            self._keep_result(value)
            self._show_result(value)

    def _run_module(self, label: str, source: str, module: ModuleType) -> None:
        vars(module)["__builtins__"] = self._builtins
        exec(builtins.compile(source, file_name(label), "exec", dont_inherit=True), vars(module))

    def _remember(self, label: str, source: str) -> None:
        """Let ``In``, ``inspect.getsource`` and warnings find the text of the cell."""
        self._count += 1
        if isinstance(history := self._namespace.get("In"), list):
            history.append(source)
        name = file_name(label)
        linecache.cache[name] = (len(source), None, [f"{line}\n" for line in source.splitlines()], name)

    def _compile(self, label: str, statements: list[ast.stmt], *, shows: bool) -> Compiled:
        """Compile the whole cell before anything of it runs."""
        last = statements[-1] if statements else None
        shown = last.value if isinstance(last, ast.Expr) and shows else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the student's text, such as invalid escapes
            body = statements[:-1] if shown is not None else statements
            code: CodeType = self._compiled(ast.Module(body, []), label, "exec")
            self._flags |= code.co_flags & _FLAGS
            if shown is None:
                return Compiled(code, None)
            return Compiled(code, self._compiled(ast.Expression(shown), label, "eval"))

    def _compiled(self, tree: ast.Module | ast.Expression, label: str, mode: str) -> CodeType:
        code: CodeType = builtins.compile(tree, file_name(label), mode, self._flags, dont_inherit=True)
        return code

    def _keep_result(self, value: object) -> None:
        """As IPython: ``_``, ``__``, ``___`` and ``Out``, unless the notebook has names of its own for them."""
        names = self._namespace
        if isinstance(results := names.get("Out"), dict):
            results[self._count] = value
        if names.get("_", self._last) is self._last:
            names["___"], names["__"], names["_"] = names.get("__", ""), self._last, value
            self._last = value

    # ---- what is shown

    def _display(self, *values: object, **_: object) -> None:
        """``display(value, ...)``; a value that cannot be shown is shown as the error it raised."""
        for value in values:
            try:
                self._show(value)
            except Exception as error:
                self._recorder.error(describe(error))

    def _show(self, value: object) -> None:
        pixels = self._pixels(value)
        self._recorder.display(text_of(value), pixels)

    def _show_result(self, value: object) -> None:
        pixels = self._pixels(value)
        self._recorder.result(text_of(value), pixels)

    def _pixels(self, value: object) -> Pixels | None:
        with self._recorder.muted():  # a font may lack a letter of the title, which is nobody's error
            pixels = pixels_of(value)
        if pixels is not None:
            self._figures.shown.append(value)
        return pixels


def _parse(source: str) -> Parsed:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser's, about the student's text
        return parse(source)


def _slip(label: str, parsed: Parsed) -> list[Node]:
    """The error of a cell that is not all Python; it stands first, since nbgrader counts a result before an error."""
    return [[Shown.ERROR, ["SyntaxError"], lost.reason, [[label, lost.line]], False] for lost in parsed.lost[:1]]


def _ends_quietly(source: str) -> bool:
    """Whether a semicolon at the end asks not to show the value."""
    scanner, last = Scanner(), ""
    for line in LINE_END.split(source):
        for kind, piece in scanner.pieces(line):
            if kind is not Kind.COMMENT and piece.strip():
                last = piece if kind is Kind.CODE else ""
    return last.rstrip().endswith(";")


def _described(error: BaseException, label: str) -> list[Any]:
    """An exception for the record; one of the compiler has no frame, but knows its line."""
    described = describe(error)
    if type(error) is SyntaxError and not described[2]:
        described[1:3] = [error.msg, [[label, error.lineno or 1]]]
    return described


def _notes(label: str, parsed: Parsed) -> list[str]:
    """What was left out or mended so that the cell is Python."""
    sentences = (
        f"{label}, line {change.line}: {change.fix.value.format(change.text[:60])}." for change in parsed.changes
    )
    return list(dict.fromkeys(sentences))[:NOTES]
