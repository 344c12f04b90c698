"""A run that is interrupted in the middle leaves no process behind, and the same command goes on where it stopped."""

import os
import select
import signal
import subprocess
from pathlib import Path

import pytest

from autograder.errors import ExitCode
from autograder.reports import report_json

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="needs Linux: waits for processes that are not ours"
)

STUDENTS = ("ann", "bob", "cyd", "dan", "eve", "fay")
GATED = """
    import pathlib
    here = pathlib.Path(__file__).parent
    name = student.name()
    with (here / ".runs").open("a") as file:
        print(name, file=file)
    if name == "dan" and (here / ".gate").exists():
        (here / ".reached").write_text("")  # a named pipe: waits for a reader
        (here / ".gate").read_text()  # another: waits for ever
    assert name in ("ann", "bob", "cyd", "dan", "eve", "fay")
"""
ENDS_SECONDS = 30


@pytest.fixture
def gated(course):
    """A course whose hidden test stops at dan while the gate is there."""
    course.exercise("name", "", "return 'ann'", {"test_name": GATED, "test_hangs": "student.hangs()"})
    course.manifest_lines += ["required_devices = ['cpu']"]
    course.write_manifest(call_seconds=0.5)
    for student in STUDENTS:
        hangs = "while True:\n        pass" if student == "ann" else "return 1"
        course.submit(student, f"def name():\n    return '{student}'\ndef hangs():\n    {hangs}")
    os.mkfifo(course.tests / ".gate")
    os.mkfifo(course.tests / ".reached")
    return course


def interrupted(course, sign, arguments):
    """Start the command, interrupt it while dan is judged, and wait for the end of all its processes."""
    command = course.command("grade", "small", course.submissions, "--out", course.out, "--jobs", 1, *arguments)
    process = subprocess.Popen(
        command, cwd=course.root, env=course.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    (course.tests / ".reached").read_text()
    lines = []
    while not any("(cyd)" in line for line in lines):
        lines.append(process.stdout.readline())
    family = {pid: os.pidfd_open(pid) for pid in descendants(process.pid)}
    process.send_signal(sign)
    _, errors = process.communicate()
    left = [pid for pid, handle in family.items() if not ends(handle)]
    for handle in family.values():
        os.close(handle)
    return process.returncode, errors, len(family), left


def descendants(pid):
    """All processes below one: nursery, judges, zygotes, workers."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, new = [], [pid]
    while new:
        new = [child for parent in new for child in parents.get(parent, ())]
        found += new
    return found


def ends(handle):
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(ENDS_SECONDS * 1000))


def runs(course):
    """How often each student's test ran."""
    names = (course.tests / ".runs").read_text().split()
    return {name: names.count(name) for name in STUDENTS}


@pytest.mark.parametrize(
    ("sign", "arguments"),
    [
        (signal.SIGINT, ()),
        (signal.SIGKILL, ()),
        (signal.SIGTERM, ("--fresh",)),
        (signal.SIGINT, ("--new-seed",)),
    ],
    ids=["Ctrl-C", "kill -9", "kill, --fresh", "Ctrl-C, --new-seed"],
)
def test_an_interrupted_run_leaves_nothing_behind_and_is_resumed(gated, sign, arguments):
    code, errors, family, left = interrupted(gated, sign, arguments)
    assert family >= 4  # nursery, judge, zygote and its clone, a worker
    assert left == []
    assert "Traceback" not in errors
    if sign == signal.SIGINT:
        assert code == ExitCode.INTERRUPTED
        assert "what is graded is kept" in errors
    before = runs(gated)
    assert before == {"ann": 1, "bob": 1, "cyd": 1, "dan": 1, "eve": 0, "fay": 0}
    (gated.tests / ".gate").unlink()

    done = gated.run_grade(*arguments)
    assert done.returncode == ExitCode.OK, done.stderr
    after = runs(gated)
    assert {name: after[name] - before[name] for name in STUDENTS} == {
        **dict.fromkeys(("ann", "bob", "cyd"), 0),
        **dict.fromkeys(("dan", "eve", "fay"), 1),
    }
    report = report_json.read(gated.out / "report.json")
    assert {entry.id: entry.score for entry in report.submissions} == {
        **dict.fromkeys(STUDENTS, 2),
        "ann": 1,
    }
