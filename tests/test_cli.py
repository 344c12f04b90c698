"""The command line: help for everything, one clear message for each bad input, exit codes, never a traceback."""

import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from autograder.cli import doctor
from autograder.cli.app import COMMANDS, GROUPS, build, main
from autograder.errors import SandboxError
from autograder.manifest import Project
from autograder.sandbox import Tier

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "essentials" / "submissions"
MAIN = "from autograder.cli.app import main; main()"
REPORT = {
    "schema": "autograder/report/v1",
    "assignment": "essentials",
    "seed": "s",
    "isolation": "A sealed",
    "versions": {},
    "submissions": [],
    "unreadable": [],
}


def autograder(*arguments, cwd=ROOT, code=MAIN, **changes):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False, **changes)


def commands():
    """By name, those of a group as ``nbgrader init``."""
    top = typer.main.get_command(build()).commands
    of_groups = {f"{group} {name}": command for group in GROUPS for name, command in top[group].commands.items()}
    return {name: top[name] for name in COMMANDS} | of_groups


def members(group):
    return importlib.import_module(f"autograder.cli.{group}").COMMANDS


# ---- help


def test_every_command_of_the_design_is_there():
    assert set(COMMANDS) >= {"release", "validate", "grade", "selfcheck", "report", "replay", "diff", "doctor"}
    assert set(commands()) == {*COMMANDS, *(f"{group} {name}" for group in GROUPS for name in members(group))}


@pytest.mark.parametrize("name", commands())
def test_every_command_argument_and_option_has_its_help(name):
    command = commands()[name]
    assert command.help
    assert command.help.endswith(".")
    for parameter in command.params:
        assert getattr(parameter, "help", ""), f"{name}: {parameter.name} has no help"


def test_help_and_version_need_no_heavy_library():
    code = f"{MAIN.replace('main()', '')}\nimport sys\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    heavy = "print([name for name in ('torch', 'numpy', 'pytest', 'sqlalchemy') if name in sys.modules])"
    done = autograder("--version", code=code + heavy)
    assert done.stdout.splitlines()[0].startswith("autograder 0.")
    assert done.stdout.splitlines()[1] == "[]"


# ---- bad input


@pytest.fixture
def failing(monkeypatch, capfd):
    """Calls a command that must fail and returns its message: one error, perhaps a tip, no traceback."""

    def fail(*arguments, cwd=ROOT):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, error = capfd.readouterr()
        assert stopped.value.code == 2, (out, error)
        assert "Traceback" not in out + error
        return error

    return fail


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grad"], "grad"),
        (["grade", "essentials", EXAMPLES, "--out", "x", "--sed", "1"], "--sed"),
        (["grade", "essential", EXAMPLES, "--out", "x"], "no assignment 'essential' in"),
        (["release", "esentials"], "did you mean 'essentials'?"),
        (["selfcheck", "essentials", "nowhere.ipynb"], "nowhere.ipynb does not exist"),
        (["grade", "essentials", EXAMPLES, "--out", "x", "--seed", "1", "--new-seed"], "exclude each other"),
        (["report", "nowhere"], "there is no report"),
        (["replay", "nowhere", "alice", "test_x"], "there is no report"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_call_that_cannot_work_is_one_message(failing, arguments, message):
    assert message in failing(*arguments)


def test_an_output_folder_that_cannot_be_written_is_found_before_anything_runs(failing, tmp_path):
    (tmp_path / "taken").write_text("a file")
    message = failing("grade", "essentials", EXAMPLES, "--out", tmp_path / "taken")
    assert f"{tmp_path / 'taken'}: the output folder cannot be written" in message
    assert "tip: choose another folder with --out" in message


def test_a_folder_without_submissions_is_one_message(failing, tmp_path):
    assert "holds no submission" in failing("grade", "essentials", tmp_path, "--out", tmp_path / "out")


def test_outside_of_a_course_the_message_says_where_to_go(failing, tmp_path):
    message = failing("release", "essentials", cwd=tmp_path)
    assert f"no folder 'assignments' in {tmp_path} or above it" in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("not json", "is not a complete report"),
        ("[1]", "it holds a list where a report is a JSON object"),
        (json.dumps(REPORT | {"schema": "autograder/report/v0"}), '"autograder/report/v0" found'),
        (json.dumps({key: value for key, value in REPORT.items() if key != "seed"}), "the key 'seed' is missing"),
    ],
    ids=["garbage", "list", "old schema", "key missing"],
)
def test_what_is_no_report_is_one_message_for_every_command_that_reads_one(failing, tmp_path, content, message):
    file = tmp_path / "report.json"
    file.write_text(content)
    for arguments in (["report", tmp_path], ["diff", file, file], ["replay", file, "alice", "test_x"]):
        error = failing(*arguments)
        assert message in error
        assert str(file) in error


def test_an_unknown_submission_is_one_message(failing, tmp_path):
    (tmp_path / "report.json").write_text(json.dumps(REPORT))
    assert "the report has no submission 'alice'" in failing("replay", tmp_path, "alice", "test_x")


def test_a_report_with_unreadable_submissions_ends_with_3(tmp_path):
    entry = {"id": "bob", "reason": "bob.ipynb is damaged"}
    (tmp_path / "report.json").write_text(json.dumps(REPORT | {"unreadable": [entry]}))
    done = autograder("report", tmp_path)
    assert done.returncode == 3
    assert "bob: bob.ipynb is damaged" in done.stdout


# ---- faults of ours, and interruption

FAULTY = """
from autograder.cli import app, report
def broken(folder: str):
    "Broken."
    raise RuntimeError("a fault \\x1b[31m of ours")
report.report = broken
app.main()
"""


def test_a_fault_of_ours_is_one_line_and_a_log_with_the_traceback(tmp_path):
    done = autograder("report", "x", code=FAULTY, env={**os.environ, "TMPDIR": str(tmp_path)})
    assert done.returncode == 70
    (log,) = tmp_path.glob("autograder-*.log")
    assert done.stderr == (
        f"internal error: RuntimeError: a fault \\x1b[31m of ours; please report it with the log {log}\n"
    )
    assert "Traceback (most recent call last)" in log.read_text()
    assert "'torch'" in log.read_text()


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(tmp_path):
    command = [sys.executable, "-c", MAIN, "grade", "essentials", EXAMPLES, "--out", tmp_path, "--fresh", "--seed", "x"]
    course = tmp_path / "course"
    for part in ("assignments", "solutions", "grading_tests"):
        (course / part).parent.mkdir(exist_ok=True)
        (course / part).symlink_to(ROOT / part)
    with subprocess.Popen(
        list(map(str, command)), cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout.readline().startswith("grading ")
        run.send_signal(signal.SIGINT)
        _, error = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "interrupted; what is graded is kept: run the same command again to go on" in error
    assert "Traceback" not in error


# ---- doctor


def test_doctor_names_the_container_where_only_a_separate_process_holds():
    troubles = []
    lines = list(doctor._isolation((), troubles, (Tier.D,)))
    assert "  D process only: holds" in lines
    (trouble,) = troubles
    assert isinstance(trouble, SandboxError)
    assert "docker run" in trouble.tip


def test_doctor_finds_the_course_and_writes_to_its_store(tmp_path):
    (tmp_path / "assignments").mkdir()
    for name in ("essentials", "tensors"):
        (tmp_path / "assignments" / name).symlink_to(ROOT / "assignments" / name)
    troubles = []
    course, store = doctor._course(Project(tmp_path), troubles)
    assert course == f"course: {tmp_path}; assignments: essentials, tensors"
    assert store == f"results store: sqlite:///{tmp_path}/.autograder/results.sqlite3, writable"
    assert not troubles


def test_doctor_says_all_there_is_and_ends_with_the_trouble_it_found(tmp_path):
    (tmp_path / "assignments").mkdir()
    (tmp_path / ".autograder").write_text("a file where the folder should be")
    done = autograder("doctor", cwd=tmp_path)
    assert done.returncode == 2
    assert "python 3." in done.stdout
    assert "torch 2." in done.stdout
    assert "cores: " in done.stdout
    assert "packages ready in a worker: torch, " in done.stdout
    assert ": holds\n" in done.stdout
    assert "  limits: memory, processor time" in done.stdout
    assert f"cannot be made: {tmp_path / '.autograder'} is a file" in done.stderr


# ---- selfcheck and release


def test_a_student_checks_their_own_work_without_anything_hidden(tmp_path):
    """Only the public folder is there; results are OK, not yet, and an error with the student's own line."""
    (tmp_path / "assignments").symlink_to(ROOT / "assignments")
    done = autograder("selfcheck", "essentials", EXAMPLES / "mistakes-in-place.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "attention: OK\n" in done.stdout
    assert "least_squares: not yet\n  the slope is 1.4, not 1.8" in done.stdout
    assert "gradient_step: error\n  RuntimeError: a leaf Variable" in done.stdout
    assert "  cell 4, line 28: t -= learning_rate * t.grad\n" in done.stdout
    assert "2 of 5 public checks hold; hidden tests decide the points" in done.stdout


def test_release_prints_what_was_written(tmp_path):
    done = autograder("release", "essentials", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert [file.name for file in written] == ["README.md", "essentials.ipynb", "requirements.txt"]
    assert all(file.is_file() and file.is_relative_to(tmp_path) for file in written)
