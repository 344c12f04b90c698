"""What ``run_autograder`` runs once for each submission: ``python -m autograder.integrations.gradescope.run ROOT``.

prepare   a folder of its own: the course, what was handed in, and when
grade     `autograder grade` in another process, which is stopped before the platform stops everything
tell      ``results.json``, whatever has happened; until then one lies there that says the grader was stopped

As root, what grades is nobody: it cannot write the results, and neither can anything it runs. This process reads what
was found out, as data, and is the only one that writes them.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.grading.exporting import Wish, material
from autograder.grading.outputs import Outputs
from autograder.integrations.gradescope import scripts
from autograder.integrations.gradescope.course_toml import with_deadline
from autograder.integrations.gradescope.metadata import Handed, read_metadata
from autograder.integrations.gradescope.settings import FILE, Settings
from autograder.manifest import LatePolicy, Project, load_course
from autograder.reports import gradescope, report_json
from autograder.reports.files import write_file

NOBODY = 65534
"""The user who grades where we are root; its number is the same in every distribution."""
LAST_WORDS = 5.0
"""Seconds between the request to stop and the kill."""
COMMAND = "from autograder.cli.app import main; main()"


@dataclass(frozen=True, slots=True)
class Places:
    """Every path of the platform; ``root`` is ``/autograder``."""

    root: Path

    @property
    def source(self) -> Path:
        """What was in the zip."""
        return self.root / "source"

    @property
    def submission(self) -> Path:
        """What was handed in."""
        return self.root / "submission"

    @property
    def metadata(self) -> Path:
        """Who handed in, and when."""
        return self.root / "submission_metadata.json"

    @property
    def results(self) -> Path:
        """What the platform reads."""
        return self.root / "results" / gradescope.FILE


@dataclass(frozen=True, slots=True)
class Workplace:
    """Every path of one run; all of it belongs to whoever grades."""

    folder: Path

    @property
    def project(self) -> Project:
        """A course of one assignment."""
        return Project(self.folder / "course")

    @property
    def outputs(self) -> Outputs:
        """What grading found out."""
        return Outputs(self.folder / "out")

    @property
    def times(self) -> Path:
        """When the work was handed in."""
        return self.folder / "times.csv"

    def submission(self, name: str) -> Path:
        """What was handed in, in a folder whose name is the id."""
        return self.folder / "submission" / name


def run(root: Path) -> None:
    """Grade what lies there and write ``results.json``; ``ReportError`` if that cannot be written."""
    began = time.monotonic()
    places = Places(root)
    try:
        settings = Settings.read(places.source / FILE)
        with _workplace() as work:
            handed_in = _prepare(places, settings, work)
            code = _grade(settings, work, handed_in, began + settings.own_seconds)
            data = _told(settings, work, handed_in, code)
    except AutograderError as error:
        print(f"{error}\n{error.tip}", flush=True)  # noqa: T201 - the platform keeps it for instructors
        data = gradescope.ungraded(scripts.FAULT)
    except Exception:  # noqa: BLE001 - whatever it is, there must be results
        print(traceback.format_exc(), flush=True)  # noqa: T201
        data = gradescope.ungraded(scripts.FAULT)
    write_file(places.results, gradescope.content(data))


# ---- prepare


@contextmanager
def _workplace() -> Iterator[Workplace]:
    folder = tempfile.mkdtemp(prefix="autograder-")
    try:
        yield Workplace(Path(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(places: Places, settings: Settings, work: Workplace) -> Path:
    """Fill the folder; returns where in it the submission lies, whose id is its name."""
    shutil.copytree(places.source / "course", work.project.root)
    handed = read_metadata(places.metadata)
    course = load_course(work.project)
    if handed.due and course.late.policy is not LatePolicy.NONE and settings.assignment not in course.deadlines:
        file = work.project.course_file
        file.write_text(with_deadline(file.read_text("utf-8"), settings.assignment, handed.due), "utf-8")
    name = handed.called(frozenset(entry.student for entry in course.extensions))
    _copy_submission(places.submission, work.submission(name))
    _write_times(work.times, name, handed)
    if _is_root():
        for path in (work.folder, *work.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return work.submission(name)


def _copy_submission(source: Path, target: Path) -> None:
    """Links stay links: root must not read for a student what the student may not."""
    try:
        shutil.copytree(source, target, symlinks=True)
    except shutil.Error as error:  # everything else has been copied; what is missing is told when it is missed
        print(f"not copied: {error}", flush=True)  # noqa: T201


def _write_times(path: Path, name: str, handed: Handed) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "submitted_at"], [name, handed.submitted_at]])


def _is_root() -> bool:
    return os.geteuid() == 0


# ---- grade


def _grade(settings: Settings, work: Workplace, handed_in: Path, deadline: float) -> int | None:
    """The exit code of ``autograder grade``; ``None`` if it had to be stopped."""
    arguments = ["grade", settings.assignment, str(handed_in), "--one", "--jobs", "1"]
    arguments += ["--out", str(work.outputs.folder), "--seed", settings.seed, "--times", str(work.times)]
    if settings.allow_process_only:
        arguments.append("--allow-process-only")
    nobody: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _is_root() else {}
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
        [sys.executable, "-I", "-c", COMMAND, *arguments],
        cwd=work.project.root,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(work.folder)},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        **nobody,
    )
    try:
        return process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return None
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C does, which ends judges and workers; then for good."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# ---- tell


def _told(settings: Settings, work: Workplace, handed_in: Path, code: int | None) -> dict[str, Any]:
    """The data of ``results.json``."""
    if code is None:
        return gradescope.ungraded(scripts.LATE)
    if not any(handed_in.iterdir()):
        return gradescope.ungraded(f"{scripts.UNREADABLE}There is no file in it.")
    if not work.outputs.report.exists():
        print(f"autograder grade ended with {code}", flush=True)  # noqa: T201
        return gradescope.ungraded(scripts.FAULT)
    report = report_json.read(work.outputs.report)
    if not report.submissions:
        reasons = " ".join(entry.reason for entry in report.unreadable)
        return gradescope.ungraded(scripts.UNREADABLE + reasons.replace(str(handed_in), "It"))
    (result,) = report.submissions
    feedback = material(work.project, report, work.outputs.report, Wish("gradescope")).feedback[result.id]
    visibilities = gradescope.Visibilities.parse(settings.visibility, gradescope.names(report))
    return gradescope.results(result, feedback, visibilities)


if __name__ == "__main__":
    run(Path(sys.argv[1]).resolve())
