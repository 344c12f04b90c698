"""One public check in a process of its own: the student's definitions are run, then the check.

The request is JSON on standard input, the answer a JSON file named on the command line: what a student's code prints
cannot be taken for either.
"""

from __future__ import annotations

import ast
import json
import linecache
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LEFT_OUT = (ast.Expr, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Assert, ast.Delete)
"""Statements that define nothing; they run when a check turns out to need them."""
MAGIC = re.compile(r"^(\s*)(%%?\w.*|!.*|\?.*|[\w.]+\?{1,2}\s*)$")
CHECK = "public check"
SAID = 2000
"""Characters of what an exception says that are kept."""


def main(answer: Path) -> None:
    """Answer the request."""
    request = json.loads(sys.stdin.buffer.read())
    sys.path.insert(0, str(Path.cwd()))
    answer.write_text(json.dumps(judge(request)), "utf-8")


def judge(request: Mapping[str, Any]) -> dict[str, Any]:
    """What the check comes to, as fields of a Result."""
    names: dict[str, Any] = {"__name__": "__main__"}
    labels = {label for label, _ in request["cells"]}
    failed = load(request["cells"], names, everything=request["everything"])
    if request["exercise"] not in names:
        return {"outcome": "missing", **failed}
    checking = dict[str, Any]()
    try:
        for source in request["setup"]:
            execute(without_magics(source), "setup", checking)
        execute(request["check"], CHECK, {**checking, **names})
    except BaseException as error:  # noqa: BLE001 - whatever the student's code raises is its result
        return fault(error, labels)
    return {"outcome": "passed"}


def load(cells: Sequence[tuple[str, str]], names: dict[str, Any], *, everything: bool) -> dict[str, Any]:
    """Run what defines something, statement by statement; returns the first thing that went wrong, or nothing."""
    failed: dict[str, Any] = {}
    trees = []
    for label, source in cells:
        try:
            trees.append((label, source, ast.parse(without_magics(source))))
        except SyntaxError as error:
            failed = failed or {"said": str(error), "kind": "SyntaxError", "label": label, "line": error.lineno or 1}
    own = {node.name for _, _, tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}
    labels = {label for label, _, _ in trees}
    for label, source, tree in trees:
        remember(label, source)
        for statement in tree.body:
            if everything or is_definition(statement, own):
                try:
                    exec(compile(ast.Module([statement], []), label, "exec"), names)  # noqa: S102 - that is the task
                except BaseException as error:  # noqa: BLE001
                    failed = failed or {key: value for key, value in fault(error, labels).items() if key != "outcome"}
    return failed


def is_definition(statement: ast.stmt, own: set[str]) -> bool:
    """Whether it defines something without calling what the student wrote: training runs are left out."""
    if isinstance(statement, LEFT_OUT):
        return False
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        calls = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
        return not any(isinstance(function, ast.Name) and function.id in own for function in calls)
    return True


def execute(source: str, name: str, names: dict[str, Any]) -> None:
    """Run a text."""
    remember(name, source)
    exec(compile(source, name, "exec"), names)  # noqa: S102 - that is the task


def remember(name: str, source: str) -> None:
    """So that a traceback can quote it."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)


def without_magics(source: str) -> str:
    """Jupyter's own commands replaced by nothing, line for line."""
    if source.lstrip().startswith("%%"):
        return "\n" * source.count("\n")
    return "\n".join(MAGIC.sub(r"\1pass", line) for line in source.split("\n"))


def fault(error: BaseException, labels: set[str]) -> dict[str, Any]:
    """An exception as fields of a Result: its class, what it says, and the innermost line of the student's."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in labels]
    kind, said = type(error).__name__, str(error)[:SAID]
    if isinstance(error, NotImplementedError):
        return {"outcome": "unfinished", "kind": kind}
    place = {"label": frames[-1].filename, "line": frames[-1].lineno or 1} if frames else {}
    if isinstance(error, AssertionError) and not frames:
        return {"outcome": "failed", "said": said, "kind": kind}
    return {"outcome": "error", "said": f"{kind}: {said}" if said else kind, "kind": kind, **place}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
