"""``nbgrader_config.py``: our lines at its end, everything else as it is."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

from autograder.errors import UsageError

NAME = "nbgrader_config.py"
BEGIN = "# BEGIN autograder: grading in locked workers; `autograder nbgrader init` writes these lines"
END = "# END autograder"
_OURS = re.compile(rf"^{re.escape(BEGIN)}$.*?^{re.escape(END)}$\n?", re.MULTILINE | re.DOTALL)

LINES = """\
{begin}
import pathlib
import sys

c = get_config()
try:
    from autograder.integrations.nbgrader import configure
except ImportError as error:  # nbgrader would go on without this file and run students' code unprotected
    sys.exit(f"{{__file__}}: {{error}}; install the autograder in {{sys.executable}}")
configure(c, project={project})
{end}
"""


def config_text(existing: str, file: Path, project: Path, course_id: str) -> str:
    """The configuration with our lines last, so that they hold.

    Args:
        existing: what the file says now; empty for a new course.
        file: where it lies; the project is named relative to it.
        project: the folder that holds ``assignments/``.
        course_id: for a new course; nbgrader's exchange needs one.

    Raises:
        UsageError: the file is not Python, or only half of our lines is in it.

    """
    _demand_python(existing, file)
    rest = _OURS.sub("", existing).rstrip("\n")
    if BEGIN in rest or END in rest:
        raise UsageError(f"{BEGIN!r} and {END!r} do not stand around our lines", where=str(file), tip="remove both")
    if not rest.strip():
        rest = f"c = get_config()\n\nc.CourseDirectory.course_id = {course_id!r}"
    ours = LINES.format(begin=BEGIN, project=_place(project.resolve(), file.resolve().parent), end=END)
    return f"{rest}\n\n{ours}"


def _place(project: Path, folder: Path) -> str:
    """An expression for the project's folder: relative to the file, so that the course may move as a whole."""
    here = "pathlib.Path(__file__).resolve().parent"
    if project == folder:
        return here
    shared = Path(os.path.commonpath([project, folder]))
    if shared == Path(shared.anchor):
        return repr(str(project))
    return f"{here} / {os.path.relpath(project, folder)!r}"


def _demand_python(text: str, file: Path) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise UsageError(
            f"is not valid Python: {error.msg} in line {error.lineno}", where=str(file), tip="mend it first"
        ) from error
