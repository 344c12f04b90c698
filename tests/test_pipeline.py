"""Bad input of a grading run: one clear message with file, key and value, and nothing that was graded is lost."""

import json
import resource
import sqlite3

import pytest
from course import Watched

from autograder.errors import AuthoringError, ExitCode, ReportError, StoreError

LIMIT = resource.RLIMIT_FSIZE


@pytest.fixture
def small(course):
    """One exercise, two students; nothing has been graded yet."""
    course.exercise("one", "", "return 1", {"test_one": "assert student.one() == 1"})
    course.submit("ann", "def one():\n    return 1")
    course.submit("bob", "def one():\n    return 2")
    return course


# ---- what a command is told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["smal", "submissions", "--out", "out"], "no assignment 'smal'"),
        (["small", "nowhere", "--out", "out"], "nowhere"),
        (["small", "empty", "--out", "out"], "empty"),
        (["small", "submissions", "--out", "course.toml/out"], "course.toml"),
        (["small", "submissions", "--out", "out", "--seed", "a", "--new-seed"], "exclude each other"),
        (["small", "submissions", "--out", "out", "--seed", ""], "--seed must be text that can be printed, got ''"),
        (["small", "submissions", "--out", "out", "--device", "gpu"], "gpu"),
        (["small", "submissions", "--out", "out", "--jobs", "-1"], "-1"),
        (["small", "submissions"], "--out"),
        (["small", "--out", "out"], "PATH"),
    ],
)
def test_a_command_that_cannot_work_says_why_and_ends_with_2(small, arguments, message):
    (small.root / "empty").mkdir()
    (small.root / "course.toml").write_text("schema = 1\n")
    done = small.run("grade", *arguments)
    assert done.returncode == ExitCode.USAGE
    assert message in done.stderr
    assert done.stdout == ""


def test_exit_codes_and_the_table(small):
    done = small.run_grade()
    assert done.returncode == ExitCode.OK
    assert "ann" in done.stdout
    assert "isolation tier" in done.stdout
    assert f"report: {small.out / 'report.json'}" in done.stdout
    (small.submissions / "ann.ipynb").write_text("{}")
    (small.submissions / "cyd.ipynb").write_text("{broken")
    done = small.run_grade()
    assert done.returncode == ExitCode.SOME_UNGRADED
    assert "cyd" in done.stdout
    report = json.loads((small.out / "report.json").read_text("utf-8"))
    assert {entry["id"] for entry in report["unreadable"]} == {"ann", "cyd"}
    assert [entry["id"] for entry in report["submissions"]] == ["bob"]


def test_two_submissions_with_one_id_are_both_listed_and_the_rest_is_graded(small):
    (small.root / "more").mkdir()
    (small.root / "more" / "bob.py").write_text("def one():\n    return 1")
    graded = small.grade(paths=(small.submissions, small.root / "more"))
    assert graded.scores() == {"ann": 1}
    assert {entry.id for entry in graded.report.unreadable} == {"bob"}
    assert all("have the same id bob" in entry.reason for entry in graded.report.unreadable)


def test_the_choice_of_a_seed_is_no_seed(small):
    assert small.grade(seed="new").report.seed == "new"
    assert small.grade(seed="kept").report.seed == "kept"


# ---- what an author wrote


def test_hidden_tests_that_cannot_be_imported(small):
    file = small.tests / "test_one.py"
    file.write_text(f"import no_such_helper\n{file.read_text('utf-8')}", "utf-8")
    with pytest.raises(AuthoringError, match="No module named 'no_such_helper'") as caught:
        small.grade()
    assert "test_one.py" in str(caught.value)


EXTRA = """
import pytest
def pytest_collection_modifyitems(items):
    items.append(pytest.Function.from_parent(items[0].parent, name="test_extra", callobj=lambda: None))
"""


@pytest.mark.parametrize(
    ("conftest", "message"),
    [
        ("def pytest_collection_modifyitems(items):\n    items.clear()", r"test_one\.py::test_one is not collected"),
        ("import no_such_helper", r"the conftest\.py cannot be loaded: ModuleNotFoundError: No module"),
        (
            "import pytest\npytest.skip('today', allow_module_level=True)",
            r"the conftest\.py cannot be loaded: Skipped: today",
        ),
        (
            EXTRA,
            r"test_one\.py::test_extra is no function of that file",
        ),
    ],
)
def test_pytest_must_collect_what_the_files_show(small, conftest, message):
    (small.tests / "conftest.py").write_text(conftest)
    with pytest.raises(AuthoringError, match=message):
        small.grade()


def test_a_reference_that_does_not_run(small):
    file = small.solutions / "one.py"
    file.write_text(f"{file.read_text('utf-8')}\nundefined_name\n")
    with pytest.raises(AuthoringError, match="NameError: name 'undefined_name' is not defined") as caught:
        small.grade()
    assert caught.value.where == "solutions/small/one.py"


def test_what_lies_around_the_hidden_tests_decides_nothing(small, monkeypatch):
    (small.root / "grading_tests" / "conftest.py").write_text("raise RuntimeError")
    (small.root / "conftest.py").write_text("raise RuntimeError")
    (small.root / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option-either")
    assert small.grade().scores() == {"ann": 1, "bob": 0}


# ---- what the machine does


def test_a_folder_that_cannot_be_written_is_found_before_anything_runs(small):
    small.out.write_text("a file")
    watcher = Watched()
    with pytest.raises(ReportError, match="output folder cannot be written"):
        small.grade(watcher)
    assert watcher.begun == 0


def test_a_report_that_cannot_be_written_loses_nothing(small):
    (small.out / "report.json").mkdir(parents=True)
    with pytest.raises(ReportError, match="cannot be written") as caught:
        small.grade()
    assert caught.value.where == str(small.out / "report.json")
    (small.out / "report.json").rmdir()
    watcher = Watched()
    assert small.grade(watcher).scores() == {"ann": 1, "bob": 0}
    assert watcher.begun == 0


def test_a_store_that_takes_no_more_bytes_is_a_sentence_and_loses_nothing(small):
    small.grade()
    small.submit("cyd", "def one():\n    return 3")
    hard = resource.getrlimit(LIMIT)[1]
    done = small.run_grade(preexec_fn=lambda: resource.setrlimit(LIMIT, (2000, hard)))
    assert done.returncode == ExitCode.USAGE
    assert "results.sqlite3: cannot be read or written: the disk reports an error" in done.stderr
    watcher = Watched()
    assert small.grade(watcher).scores() == {"ann": 1, "bob": 0, "cyd": 0}
    assert watcher.graded_ids == ["cyd"]


def test_a_store_that_is_no_database(small):
    small.grade()
    store = small.project.state_folder / "results.sqlite3"
    content = store.read_bytes()
    store.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="is not a database") as caught:
        small.grade()
    assert "Move the file away" in caught.value.tip
    store.write_bytes(content)
    for suffix in ("-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
    small.grade()


def test_a_store_of_another_version(small):
    small.grade()
    with sqlite3.connect(small.project.state_folder / "results.sqlite3") as raw:
        raw.execute("UPDATE autograder_schema SET version = 99")
    raw.close()
    with pytest.raises(StoreError, match="tables are version 99"):
        small.grade()


def test_results_of_a_weaker_isolation_are_no_answer(small):
    small.grade()
    file = small.project.state_folder / "machine.json"
    known = json.loads(file.read_text())
    file.write_text(json.dumps(dict.fromkeys(known, "D process only")))
    watcher = Watched()
    graded = small.grade(watcher)
    assert graded.report.isolation == next(iter(known.values()))
    assert watcher.begun == 2
    assert json.loads(file.read_text()) == known
    assert small.run_grade().returncode == ExitCode.OK


def test_the_inline_executor_grades_the_same(small):
    done = small.run_grade("--executor", "inline")
    assert done.returncode == ExitCode.OK, done.stderr
    report = json.loads((small.out / "report.json").read_text("utf-8"))
    assert {entry["id"]: entry["score"] for entry in report["submissions"]} == {"ann": 1, "bob": 0}
