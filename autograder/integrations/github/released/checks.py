# ruff: noqa: T201 - released as .github/public_checks/checks.py; its lines on standard output are what Actions reads
"""The public checks of an assignment, run by GitHub Actions in a student's repository on every push.

It needs Python and the packages of the assignment, and nothing else. What is checked stands in ``checks.json``
beside it. Definitions of the notebook are run, then each check in a process of its own; loops, plots and calls outside
functions are left out unless a check turns out to need them. It gives no points: hidden tests decide those elsewhere.

Results: a table, annotations on your lines, a summary of the step, and for classrooms the output ``result`` (GitHub
Classroom, base64) and the file ``result.json`` (Classroom 50). The exit code is 0 if the checks could be run; the
output ``passed`` says whether all of them hold.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PLAN = Path(__file__).with_name("checks.json")
ONE_CHECK = Path(__file__).with_name("one_check.py")
SAID = 500
"""Characters of what an exception says that are shown."""
RELOAD = ("NameError", "UnboundLocalError", "KeyError", "IndexError", "AttributeError")
"""What a statement that was left out may lead to: once more, with all statements."""
WORDS = {
    "passed": "✅ holds · 통과",
    "failed": "❌ not yet · 아직",
    "unfinished": "⬜ not written yet · 아직 쓰지 않음",
    "missing": "❌ not defined · 정의되지 않음",
    "error": "❌ raises an error · 오류",
    "timeout": "⏱ took too long · 시간 초과",
}
FOOTER = (
    "These are the public examples. Hidden tests on other inputs decide the points; nothing here is a grade. · "
    "공개 예제의 결과입니다. 점수는 다른 입력의 비공개 테스트가 정하며, 여기 나온 것은 성적이 아닙니다."
)


@dataclass(frozen=True)
class Cell:
    """One code cell, or a whole .py file."""

    label: str
    """``cell 3``, or the name of the file."""
    source: str
    lines: tuple[int, ...]
    """For each line of the source, its line in the file."""


@dataclass(frozen=True)
class Result:
    """What one check came to."""

    exercise: str
    outcome: str
    """A key of WORDS."""
    said: str = ""
    kind: str = ""
    """Class of the exception."""
    label: str = ""
    """The student's own cell, if one is concerned."""
    line: int = 0
    """In that cell, from 1."""
    seconds: float = 0.0


def main() -> None:
    """Run all checks and tell everybody concerned."""
    plan = json.loads(PLAN.read_text("utf-8"))
    work = find_work(plan["file"])
    cells, problem = read_work(work, plan["file"])
    results = [Result(check["exercise"], "missing", problem) for check in plan["checks"]]
    if not problem:
        results = run_checks(plan, cells)
    tell_table(results)
    for line in commands(results, cells, work):
        print(line)
    append("GITHUB_STEP_SUMMARY", summary(plan["title"], results, cells))
    passed = all(result.outcome == "passed" for result in results)
    encoded = base64.b64encode(json.dumps(classroom(results)).encode()).decode()
    append("GITHUB_OUTPUT", f"result={encoded}\npassed={str(passed).lower()}\n")
    Path("result.json").write_text(json.dumps(classroom50(results, plan["assignment"]), indent=2) + "\n", "utf-8")


# ---- the student's file


def find_work(name: str) -> Path | None:
    """The file that is handed in: by its name, or the only notebook there is."""
    if Path(name).is_file():
        return Path(name)
    others = [path for path in sorted(Path().rglob("*.ipynb")) if not any(part[0] == "." for part in path.parts)]
    return others[0] if len(others) == 1 else None


def read_work(path: Path | None, name: str) -> tuple[list[Cell], str]:
    """Its code, or why there is none."""
    if path is None:
        return [], f"there is no {name} in the repository · 저장소에 {name} 파일이 없습니다"
    try:
        text = path.read_text("utf-8-sig")
        if path.suffix == ".py":
            return [Cell(path.name, text, tuple(range(1, text.count("\n") + 2)))], ""
        return list(notebook_cells(text)), ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return [], f"{path} cannot be read: {one_line(str(error))}"


def notebook_cells(text: str) -> Iterator[Cell]:
    """The code cells of a notebook and where their lines stand in its JSON: one after the other, as Jupyter saves."""
    raw, at = text.split("\n"), 0
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, start=1):
        source = "".join(cell["source"])
        places = []
        for line in source.splitlines(keepends=True):
            spelled = (json.dumps(line, ensure_ascii=False), json.dumps(line))
            found = next((row for row in range(at, len(raw)) if raw[row].strip().rstrip(",") in spelled), None)
            at = at if found is None else found + 1
            places.append(at or 1)
        yield Cell(f"cell {number}", source, tuple(places))


# ---- running


def run_checks(plan: Mapping[str, Any], cells: Sequence[Cell]) -> list[Result]:
    """All checks, some at a time, each in a process of its own; those that time ran out for are timeouts."""
    deadline = time.monotonic() + plan["total_seconds"]
    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda check: run_check(plan, cells, check, deadline), plan["checks"]))


def run_check(plan: Mapping[str, Any], cells: Sequence[Cell], check: Mapping[str, str], deadline: float) -> Result:
    """One check; a second time with every statement if one that was left out may be missing."""
    first = attempt(plan, cells, check, deadline, everything=False)
    if first.outcome not in ("error", "missing") or (first.kind and first.kind not in RELOAD):
        return first
    second = attempt(plan, cells, check, deadline, everything=True)
    return first if second.outcome == "timeout" else second


def attempt(
    plan: Mapping[str, Any], cells: Sequence[Cell], check: Mapping[str, str], deadline: float, *, everything: bool
) -> Result:
    """Run a check in a process; what the student's code prints goes nowhere, so that it cannot speak to Actions."""
    seconds = min(float(plan["check_seconds"]), deadline - time.monotonic())
    late = Result(check["exercise"], "timeout", f"more than {plan['check_seconds']} s", seconds=max(0.0, seconds))
    if seconds <= 0:
        return late
    request = {
        "cells": [[cell.label, cell.source] for cell in cells],
        "setup": plan["setup"],
        "check": check["source"],
        "exercise": check["exercise"],
        "everything": everything,
    }
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder, "answer.json")
        try:
            subprocess.run(  # noqa: S603 - our own file, with the interpreter that runs it
                [sys.executable, str(ONE_CHECK), str(answer)],
                input=json.dumps(request).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
            data = json.loads(answer.read_text("utf-8"))
        except subprocess.TimeoutExpired:
            return late
        except (OSError, ValueError):
            data = {"outcome": "error", "said": "the Python process ended", "kind": "SystemExit"}
    return Result(check["exercise"], seconds=time.monotonic() - started, **data)


# ---- telling


def one_line(text: str) -> str:
    """Text of a student's making on one line, without what could act on a terminal, a log or a page."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text[:SAID]
    )
    return " ".join(kept.split())


def tell_table(results: Sequence[Result]) -> None:
    """The table, between marks that make Actions ignore commands in it."""
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}")
    for result in results:
        print(f"{result.exercise}: {WORDS[result.outcome]}" + (f" ({one_line(result.said)})" if result.said else ""))
    print(f"{sum(result.outcome == 'passed' for result in results)} of {len(results)} public checks hold")
    print(f"::{token}::", flush=True)


def commands(results: Sequence[Result], cells: Sequence[Cell], work: Path | None) -> Iterator[str]:
    """A command of Actions for each check that does not hold, on the student's line if one is known."""
    for result in results:
        if result.outcome in ("passed", "unfinished"):
            continue
        message = one_line(result.said) or WORDS[result.outcome]
        where = f"{result.label}, line {result.line}: " if result.label else ""
        yield annotation("error", work, place(result, cells), f"{result.exercise}", where + message)


def place(result: Result, cells: Sequence[Cell]) -> int:
    """The line of the file an annotation belongs to: where it raised, or else where the exercise is defined."""
    label, line = (result.label, result.line) if result.label else definition(result.exercise, cells)
    lines = next((cell.lines for cell in cells if cell.label == label), ())
    return lines[min(line, len(lines)) - 1] if lines and line > 0 else 1


def definition(exercise: str, cells: Sequence[Cell]) -> tuple[str, int]:
    """The cell and the line of the last definition of an exercise; an empty cell if there is none."""
    head = re.compile(rf"(?:async )?(?:def|class)[ \t]+{re.escape(exercise)}\b")
    for cell in reversed(cells):
        for number, text in reversed(list(enumerate(cell.source.splitlines(), start=1))):
            if head.match(text):
                return cell.label, number
    return "", 0


def annotation(level: str, file: Path | None, line: int, title: str, message: str) -> str:
    """A workflow command; nothing in it can begin another one."""
    properties = {"file": file.as_posix(), "line": str(line)} if file else {}
    properties["title"] = title
    shown = ",".join(f"{key}={escaped(value, ':,')}" for key, value in properties.items())
    return f"::{level} {shown}::{escaped(message)}"


def escaped(text: str, further: str = "") -> str:
    """As Actions reads it back; ``##[`` would begin a command of the old form anywhere in a line."""
    for char in "%\r\n" + further:
        text = text.replace(char, f"%{ord(char):02X}")
    return text.replace("##[", "##%5B")


def summary(title: str, results: Sequence[Result], cells: Sequence[Cell]) -> str:
    """The page a student reads."""
    passed = sum(result.outcome == "passed" for result in results)
    rows = [
        f"## {title}: {passed} / {len(results)}",
        "",
        "| exercise · 문제 | public check · 공개 검사 | |",
        "|---|---|---|",
    ]
    for result in results:
        where = f"{result.label}, line {result.line}" if result.label else ""
        said = ": ".join(text for text in (where, quoted(result, cells), one_line(result.said)) if text)
        rows.append(f"| `{result.exercise}` | {WORDS[result.outcome]} | {code(said)} |")
    return "\n".join([*rows, "", FOOTER, ""]) + "\n"


def quoted(result: Result, cells: Sequence[Cell]) -> str:
    """The student's own line."""
    for cell in cells:
        lines = cell.source.splitlines()
        if cell.label == result.label and 0 < result.line <= len(lines):
            return one_line(lines[result.line - 1])
    return ""


def code(text: str) -> str:
    """Text in a cell of a table, as code: no markup in it is rendered."""
    if not text:
        return ""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<code>" + re.sub(r"([\\`*_{}\[\]()#+\-.!|~:@$])", lambda found: f"&#{ord(found[0])};", safe) + "</code>"


def append(variable: str, text: str) -> None:
    """Write to one of the files Actions names, if it does."""
    if os.environ.get(variable):
        with Path(os.environ[variable]).open("a", encoding="utf-8") as file:
            file.write(text)


# ---- classrooms


def classroom(results: Sequence[Result]) -> dict[str, Any]:
    """One point for each check that holds: the result of a GitHub Classroom step."""
    passed = [result.outcome == "passed" for result in results]
    tests = [
        {
            "name": f"public check of {result.exercise}",
            "status": "pass" if holds else "fail",
            "score": int(holds),
            "message": one_line(result.said),
            "test_code": "",
            "filename": "",
            "line_no": 0,
            "duration": round(1000 * result.seconds),
        }
        for result, holds in zip(results, passed, strict=True)
    ]
    return {"version": 1, "status": "pass" if all(passed) else "fail", "max_score": len(tests), "tests": tests}


def classroom50(results: Sequence[Result], assignment: str) -> dict[str, Any]:
    """The same for Classroom 50; what its runner does not say follows from the repository."""
    known = os.environ
    sha, moment = commit()
    repository = known.get("GITHUB_REPOSITORY", "local/repository")
    page = f"{known.get('GITHUB_SERVER_URL', 'https://github.com')}/{repository}"
    link = known.get("COMMIT_URL") or f"{page}/commit/{sha}"
    stamp = f"{moment:%Y%m%dT%H%M%SZ}"
    runs_there = bool(known.get("CLASSROOM"))  # USERNAME is set on many machines and means somebody else
    tests = [
        {
            "test-name": f"public check of {result.exercise}",
            "passed": result.outcome == "passed",
            "score": int(result.outcome == "passed"),
            "max-score": 1,
        }
        for result in results
    ]
    return {
        "schema": "classroom50/result/v1",
        "classroom": known.get("CLASSROOM") or repository.split("/")[0],
        "assignment": (known.get("ASSIGNMENT") if runs_there else "") or assignment,
        "assignment_type": known.get("ASSIGNMENT_TYPE") or "individual",
        "owner": (known.get("USERNAME") if runs_there else "") or known.get("GITHUB_ACTOR") or "nobody",
        "submission": known.get("SUBMISSION_TAG") or f"submit/{stamp}-{sha[:7]}",
        "commit": link,
        "release": known.get("RELEASE_URL") or page,
        "review": known.get("REVIEW_URL") or link,
        "datetime": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "score": sum(test["score"] for test in tests),
        "max-score": len(tests),
        "tests": tests,
    }


def commit() -> tuple[str, datetime]:
    """Name and committer date of the commit that is checked."""
    command = ["git", "log", "-1", "--format=%H %ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
        sha, seconds = done.stdout.split()
        return sha, datetime.fromtimestamp(int(seconds), UTC)
    except (OSError, ValueError, subprocess.SubprocessError):
        return "0" * 40, datetime.fromtimestamp(0, UTC)


if __name__ == "__main__":
    main()
