"""The zip of `autograder export --gradescope`, unpacked and run as Gradescope does it, in a tree like its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from course import ASSIGNMENT, Course
from gradescope_schema import GRADESCOPE

from autograder.integrations.gradescope import scripts
from autograder.integrations.gradescope.course_toml import course_toml, dumped, with_deadline
from autograder.integrations.gradescope.metadata import Handed, read_metadata
from autograder.integrations.gradescope.settings import Settings
from autograder.integrations.gradescope.wheel import is_installed, pins, wheel
from autograder.manifest import load_course
from autograder.store import Store

NOBODY = 65534
RIGHT = "import torch\ndef add(a, b):\n    return a + b\ndef halve(a):\n    return a / 2\n"
HALF = RIGHT.replace("a / 2", "a")
ENDLESS = "while True:\n    pass\n"
COURSE = """\
schema = 1
name = "Deep \\"Learning\\" 이서연"
timezone = "Asia/Seoul"
language = "en"
roster = "roster.csv"
database = "sqlite:///secret.db"
[deadlines]
small = "2026-12-01T23:59"
[late]
policy = "per_day"
percent = 10
[extensions]
ada = { small = "2026-12-02T23:59" }
"""
METADATA = {
    "id": 123456,
    "created_at": "2026-12-02T09:30:00.365935+09:00",
    "assignment": {"id": 9, "title": "Small", "due_date": "2026-12-01T23:59:00+09:00", "total_points": "4.0"},
    "submission_method": "upload",
    "users": [{"id": 7, "email": "Alice@example.edu", "name": "=HYPERLINK(1)"}],
    "previous_submissions": [],
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """What an instructor has; loading may take longer than any test."""
    course = Course(tmp_path_factory.mktemp("course"), load_seconds=100, total_seconds=300)
    agree = "agree(student.{0}, reference.{0}, make.tensor(3){1})"
    course.exercise("add", "a, b", "return a + b", {"test_adds": agree.format("add", ", make.tensor(3)")}, points=1)
    course.exercise("halve", "a", "return a / 2", {"test_halves": agree.format("halve", "")}, points=1)
    (course.root / "course.toml").write_text(COURSE, "utf-8")
    (course.root / "roster.csv").write_text("id,email\nada,Ada@example.edu\nbob,bob@example.edu\n", "utf-8")
    (course.tests / "overrides.toml").write_text("schema = 1\n", "utf-8")
    return course


@pytest.fixture(scope="module")
def bundle(course):
    """The zip."""
    path = course.root / "autograder.zip"
    done = course.run("export", "--gradescope", ASSIGNMENT, "--out", path, "--set", "visibility=halve=after_due_date")
    assert done.returncode == 0, done.stderr
    return path


class Tree:
    """What stands for ``/autograder``; a folder any user may read, as there."""

    def __init__(self, root):
        self.root = root
        self.results = root / "results" / "results.json"
        self.libraries = root.parent / "libraries"
        """All this Python has installed but us: our package must come from the zip."""

    def environment(self):
        """Only what the platform has, one Python that is new enough, and a pip that finds the libraries in place."""
        return {
            "PATH": str(self.root.parent / "bin"),
            "AUTOGRADER_ROOT": str(self.root),
            "TMPDIR": str(self.root.parent / "tmp"),
            "PIP_NO_INDEX": "1",
            "PYTHONPATH": str(self.libraries),
        }

    def unpack(self, bundle):
        subprocess.run(["unzip", "-q", bundle, "-d", self.root / "source"], check=True)
        shutil.copy(self.root / "source" / "run_autograder", self.root)

    def set_up(self):
        """``setup.sh``; the libraries it would install are those of this Python."""
        script = self.root / "source" / "setup.sh"
        subprocess.run([script], cwd=self.root, env=self.environment(), check=True, stdout=subprocess.DEVNULL)
        (packages,) = (self.root / "venv").glob("lib/python*/site-packages")
        (packages / "libraries.pth").write_text(f"{self.libraries}\n")

    def hand_in(self, source, metadata=METADATA):
        for folder in (self.root / "submission", self.root / "results"):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        if source:
            (self.root / "submission" / "small.py").write_text(source)
        (self.root / "submission_metadata.json").write_text(
            metadata if isinstance(metadata, str) else json.dumps(metadata)
        )

    def start(self, **how):
        return subprocess.Popen(
            [self.root / "run_autograder"],
            cwd=self.root,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **how,
        )

    def run(self, **how):
        """Run it; the results, which are valid, and what instructors see."""
        with self.start(**how) as process:
            said, _ = process.communicate(timeout=200)
        return self.read(), said

    def read(self):
        data = json.loads(self.results.read_bytes())
        jsonschema.validate(data, GRADESCOPE)
        return data


def python_for_all():
    """A Python like ours that other users can run: the system's where ours lies in a home."""
    own = Path(sys._base_executable)
    system = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    python = own if not own.resolve().is_relative_to(Path.home()) else system
    if subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False).returncode:
        pytest.skip(f"{python} cannot make virtual environments")
    return python


@pytest.fixture(scope="module")
def tree(bundle):
    """Unpacked and set up."""
    if shutil.which("unzip") is None:
        pytest.skip("needs unzip")
    folder = Path(tempfile.mkdtemp(prefix="gradescope-"))
    folder.chmod(0o755)
    for name in ("autograder", "bin", "libraries", "tmp"):
        (folder / name).mkdir()
    (folder / "tmp").chmod(0o1777)
    for program in ("mkdir", "cp"):
        (folder / "bin" / program).symlink_to(shutil.which(program))
    (folder / "bin" / "python3").symlink_to(python_for_all())
    tree = Tree(folder / "autograder")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "autograder" not in entry.name and entry.suffix != ".pth":
            (tree.libraries / entry.name).symlink_to(entry)
    tree.unpack(bundle)
    tree.set_up()
    yield tree
    shutil.rmtree(folder)


# ---- the zip


def names(bundle):
    return set(zipfile.ZipFile(bundle).namelist())


def test_programs_lie_at_the_root_and_can_be_run(bundle):
    entries = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in zipfile.ZipFile(bundle).infolist()}
    assert [name for name, mode in entries.items() if mode == 0o755] == ["setup.sh", "run_autograder"]
    assert set(entries.values()) == {0o755, 0o644}


def test_it_holds_the_assignment_and_nobodys_data(bundle):
    assert {name for name in names(bundle) if name.startswith("course/")} == {
        "course/course.toml",
        "course/assignments/small/assignment.toml",
        "course/solutions/small/add.py",
        "course/solutions/small/halve.py",
        "course/grading_tests/small/test_add.py",
        "course/grading_tests/small/test_halve.py",
    }
    text = zipfile.ZipFile(bundle).read("course/course.toml").decode()
    assert "roster" not in text
    assert "secret" not in text


def test_the_same_course_gives_the_same_bytes(course, bundle, tmp_path):
    again = tmp_path / "again.zip"
    course.run("export", "--gradescope", ASSIGNMENT, "--out", again, "--set", "visibility=halve=after_due_date")
    assert again.read_bytes() == bundle.read_bytes()


def test_a_run_there_asks_the_same_questions_as_one_here(course, bundle):
    with Store.open(load_course(course.project).database) as store:
        seed = store.seed(ASSIGNMENT)
    settings = json.loads(zipfile.ZipFile(bundle).read("settings.json"))
    assert (settings["seed"], settings["seconds"]) == (seed, 600)


def test_our_package_and_every_library_are_pinned(bundle):
    (name,) = [name for name in names(bundle) if name.endswith(".whl")]
    assert name == wheel()[0]
    pinned = zipfile.ZipFile(bundle).read("constraints.txt").decode().split()
    assert all("==" in line and "+" not in line for line in pinned)
    assert {"torch", "numpy", "pytest", "sqlalchemy"} <= {line.partition("==")[0] for line in pinned}
    further = zipfile.ZipFile(bundle).read("requirements.txt").decode().split()
    assert set(further) <= {line.partition("==")[0] for line in pinned}
    assert ("matplotlib" in further) == is_installed("matplotlib")
    assert pins(("no-such-distribution",)) == pins(())


def test_extensions_are_written_for_the_addresses_gradescope_knows(course):
    data = tomllib.loads(course_toml(course.project, ASSIGNMENT).decode())
    assert data["extensions"] == {"ada@example.edu": {"small": "2026-12-02T23:59:00+09:00"}}
    assert data["deadlines"] == {"small": "2026-12-01T23:59:00+09:00"}
    assert data["name"] == 'Deep "Learning" 이서연'


def test_a_course_without_a_deadline_takes_the_platforms(course, tmp_path):
    text = with_deadline('schema = 1\n"timezone" = "Asia/Seoul"\n', ASSIGNMENT, "2026-12-01T23:59:00+09:00")
    assert tomllib.loads(text)["deadlines"] == {"small": "2026-12-01T23:59:00+09:00"}
    kept = with_deadline(COURSE, ASSIGNMENT, "2027-01-01T00:00:00+09:00")
    assert tomllib.loads(kept)["deadlines"] == {"small": "2026-12-01T23:59"}


def test_toml_that_is_written_is_read_back():
    data = {
        "a": 'q"\\\n\x7f이',
        "t": True,
        "n": 1.5,
        "when": datetime(2026, 1, 2, tzinfo=UTC),
        "x y": {"z": {"k": "v"}},
    }
    assert tomllib.loads(dumped(data)) == data


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--gradescope", "smal"), "did you mean 'small'?"),
        (("--gradescope", ASSIGNMENT, "--set", "minutes=41"), "minutes must be more than 0 and at most 40, got '41'"),
        (
            ("--gradescope", ASSIGNMENT, "--set", "minute=9"),
            "--set 'minute' means nothing here; did you mean 'minutes'?",
        ),
        (("--gradescope", ASSIGNMENT, "--set", "visibility=hiden"), "did you mean 'hidden'?"),
        (("--gradescope", ASSIGNMENT, "--to", "csv"), "name a report and its format, or an assignment"),
        ((), "name a report and its format, or an assignment"),
    ],
)
def test_a_slip_is_one_clear_line(course, options, message):
    done = course.run("export", *options)
    assert done.returncode == 2
    assert message in done.stderr


# ---- what the platform says of a submission


@pytest.mark.parametrize("text", ["", "[]", "{", '{"users": 3, "created_at": 4, "id": [], "assignment": []}'])
def test_metadata_may_be_missing_or_damaged(text, tmp_path):
    file = tmp_path / "submission_metadata.json"
    assert read_metadata(file) == Handed()
    file.write_text(text)
    assert read_metadata(file) == Handed()
    assert read_metadata(file).called(frozenset()) == "submission"


def test_a_group_goes_by_the_member_who_has_an_extension(tmp_path):
    file = tmp_path / "submission_metadata.json"
    users = [{"email": email} for email in ("Bob@example.edu", "ada@example.edu", "../../x@y", "=cmd@x")]
    file.write_text(json.dumps({"id": 5, "users": users, "created_at": "2026-12-01T00:00:00"}))
    handed = read_metadata(file)
    assert handed.people == ("bob@example.edu", "ada@example.edu")
    assert handed.submitted_at == ""  # a time without an offset is no moment
    assert handed.called(frozenset()) == "bob@example.edu"
    assert handed.called(frozenset({"ada@example.edu"})) == "ada@example.edu"
    assert Handed(number="5").called(frozenset()) == "submission-5"


def test_there_is_time_left_before_the_platforms_limit():
    assert Settings(ASSIGNMENT, "s", 600, "", allow_process_only=False).own_seconds == 570
    assert Settings(ASSIGNMENT, "s", 60, "", allow_process_only=False).own_seconds == 54


# ---- run there


def users():
    """As whom it runs: as whoever runs the tests, and as nobody where that can be done."""
    here = pytest.param({}, id="root" if os.geteuid() == 0 else "unprivileged")
    nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return [here, pytest.param(nobody, id="unprivileged")] if os.geteuid() == 0 else [here]


@pytest.mark.parametrize("user", users())
def test_a_submission_gets_its_points_less_what_its_own_time_costs(tree, user):
    tree.hand_in(HALF)
    if user:
        os.chown(tree.root / "results", NOBODY, NOBODY)
    data, said = tree.run(**user)
    assert data["extra_data"] == {
        "graded": True,
        "provisional": False,
        "raw_score": 1,
        "penalty": 0.1,
        "submitted_at": "2026-12-02T09:30:00.365935+09:00",
    }, said
    assert data["score"] == 0.9
    told = [(test["score"], test["max_score"], test["status"], test["visibility"]) for test in data["tests"]]
    assert told == [(1, 1, "passed", "visible"), (0, 1, "failed", "after_due_date")]
    assert "Small: 0.9 / 2" in data["output"]
    assert "isolation tier" in said
    if not user and os.geteuid() == 0:
        assert tree.results.stat().st_uid == 0


def test_who_has_an_extension_loses_nothing(tree):
    tree.hand_in(RIGHT, METADATA | {"users": [{"email": "ADA@example.edu"}]})
    data, _ = tree.run()
    assert (data["score"], data["extra_data"]["penalty"]) == (2, 0)


@pytest.mark.parametrize(("name", "why"), [("", "There is no file in it."), ("answer.pdf", "It holds no notebook and")])
def test_an_unreadable_submission_is_told_so(tree, name, why):
    tree.hand_in("")
    if name:
        (tree.root / "submission" / name).write_text("x")
    data, _ = tree.run()
    assert data["output"].startswith(scripts.UNREADABLE + why)
    assert (data["score"], data["extra_data"]) == (0, {"graded": False})


def test_results_are_there_when_everything_is_killed(tree):
    tree.hand_in(ENDLESS)
    with tree.start() as process:
        while not list((tree.root.parent / "tmp").glob("autograder-*/out")):
            with pytest.raises(subprocess.TimeoutExpired):  # it has not ended
                process.wait(0.2)
        os.killpg(process.pid, signal.SIGKILL)
    data = tree.read()
    assert (data["output"], data["extra_data"]) == (scripts.STOPPED, {"graded": False})


def test_it_stops_by_itself_before_the_platform_does(tree):
    """A call that hangs takes two seconds, twice, and nothing starts in none."""
    file = tree.root / "source" / "settings.json"
    before = file.read_text()
    file.write_text(json.dumps(json.loads(before) | {"seconds": 4}))
    try:
        tree.hand_in(ENDLESS)
        data, _ = tree.run()
    finally:
        file.write_text(before)
    assert (data["output"], data["extra_data"]) == (scripts.LATE, {"graded": False})


def test_a_fault_of_ours_is_no_verdict_and_instructors_see_it(tree):
    file = tree.root / "source" / "settings.json"
    hidden = file.rename(file.with_suffix(".away"))
    try:
        tree.hand_in(RIGHT)
        data, said = tree.run()
    finally:
        hidden.rename(file)
    assert (data["output"], data["extra_data"]) == (scripts.FAULT, {"graded": False})
    assert "settings.json" in said


def test_without_our_package_results_are_there(tree):
    environment = tree.root / "venv"
    away = environment.rename(environment.with_name("away"))
    try:
        tree.hand_in(RIGHT)
        data, _ = tree.run()
    finally:
        away.rename(environment)
    assert data["output"] == scripts.STOPPED
