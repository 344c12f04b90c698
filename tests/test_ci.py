"""autograder ci: one checked-out submission graded in a workflow, and what Actions and the classrooms are told."""

import base64
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import nbformat
import pytest
from course import Course
from student_repositories import Server, git

from autograder.integrations.github.places import Place, find_definition, find_place
from autograder.model import Cell, Module, Submission
from autograder.reports import report_json

DOUBLE = "def double(x):\n    return 2 * x\n"
TRIPLE = "def triple(x):\n    return 3 * x\n"
HOSTILE = """def triple(x):
    print("::error::printed")
    raise ValueError("::add-mask::x ##[error]x")  # ::warning::quoted ##[error]line
"""
WHEN = "2026-12-02T10:00:00+0900"
COURSE = """schema = 1
timezone = "Asia/Seoul"
[deadlines]
small = "2026-12-01T23:59"
[late]
policy = "per_day"
percent = 25
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two exercises of 1.5 and 0.5 points; what is handed in on 2 December is late."""
    course = Course(tmp_path_factory.mktemp("course"))
    for name, points in (("double", "1.5"), ("triple", "0.5")):
        body = f"agree(student.{name}, reference.{name}, make.tensor(3))"
        head = f'@pytest.mark.points({points})\ndef test_{name}(student, reference, make):\n    """It holds."""\n'
        factor = 2 if name == "double" else 3
        course.exercise(
            name, "x", f"return {factor} * x", f"{head}    {body}\n", points=float(points), devices=["cpu", "emulated"]
        )
    (course.root / "course.toml").write_text(COURSE, "utf-8")
    return course


def notebook(*sources):
    cells = [nbformat.v4.new_markdown_cell("# Prose"), *map(nbformat.v4.new_code_cell, sources)]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    return Server(tmp_path_factory.mktemp("server") / "repositories")


class Job:
    """A workflow's job: the files Actions reads, and what the command printed."""

    def __init__(self, course, folder, *options, **environment):
        self.folder, self.out = folder, folder / "out"
        folder.mkdir(exist_ok=True)
        self.files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        names = {name: str(path) for name, path in self.files.items()}
        self.done = subprocess.run(
            course.command("ci", "small", *options, "--out", self.out, "--seed", "1", "--jobs", 1),
            cwd=course.root,
            env=course.environment(**names, **environment),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in self.done.stderr + self.done.stdout, self.done.stderr

    @property
    def outputs(self):
        return dict(line.partition("=")[::2] for line in self.files["GITHUB_OUTPUT"].read_text().splitlines())

    @property
    def classroom(self):
        return json.loads(base64.b64decode(self.outputs["result"], validate=True))

    @property
    def summary(self):
        return self.files["GITHUB_STEP_SUMMARY"].read_text("utf-8")

    @property
    def commands(self):
        """What Actions would obey: commands outside the stopped part, and the old form anywhere."""
        lines, stopped, found = self.done.stdout.splitlines(), "", []
        for line in lines:
            if stopped:
                stopped = "" if line == f"::{stopped}::" else stopped
            elif line.startswith("::stop-commands::"):
                stopped = line.removeprefix("::stop-commands::")
            elif line.lstrip().startswith("::"):
                found.append(line)
        assert not stopped
        return found

    @property
    def result(self):
        return json.loads((self.out / "result.json").read_bytes())

    @property
    def report(self):
        return report_json.read(self.out / "report.json")


@pytest.fixture(scope="module")
def ada(course, server, tmp_path_factory):
    """A checkout whose second exercise raises, with text that would speak to Actions; a day late."""
    server.repository("ada")
    server.push("ada", {"work/small.ipynb": notebook("import torch", DOUBLE, HOSTILE), "README.md": "x"}, WHEN)
    job = Job(course, tmp_path_factory.mktemp("job"), server.folder / "ada", "--student", "ada", "--device", "cpu")
    job.checkout = server.folder / "ada"
    return job


def test_it_exits_with_0_because_grading_worked_whatever_the_score(ada):
    assert ada.done.returncode == 0, ada.done.stdout + ada.done.stderr
    (entry,) = ada.report.submissions
    assert (entry.id, entry.raw_score, entry.penalty) == ("ada", Decimal("1.5"), Decimal("0.37"))
    for name in ("report.json", "junit.xml", "scores.csv", "summary.md", "classroom.txt", "result.json"):
        assert (ada.out / name).is_file()


def test_the_classroom_reporter_adds_up_to_the_score_of_the_report(ada):
    data = ada.classroom
    total = 0.0
    for test in data["tests"]:
        total += test["score"]
    (entry,) = ada.report.submissions
    assert Decimal(repr(total)) == entry.score == Decimal("1.13")
    assert data["max_score"] == 2
    assert data["status"] == "fail"
    assert ada.outputs["score"] == "1.13"
    assert (ada.out / "classroom.txt").read_text().strip() == ada.outputs["result"]


def test_the_result_for_classroom_50_is_whole_numbers_and_the_time_of_the_commit(ada, course, server, tmp_path):
    data = ada.result
    sha = git(ada.checkout, "rev-parse", "HEAD")
    assert (data["score"], data["max-score"]) == (113, 200)
    assert (data["datetime"], data["submission"]) == ("2026-12-02T01:00:00Z", f"submit/20261202T010000Z-{sha[:7]}")
    assert data["commit"] == sha
    assert [(test["test-name"], test["passed"], test["score"]) for test in data["tests"]] == [
        ("double", True, 150),
        ("triple", False, 0),
        ("handed in late", False, 0),
    ]
    runner = {
        "CLASSROOM": "dl26",
        "ASSIGNMENT": "hw1",
        "USERNAME": "ada-l",
        "ASSIGNMENT_TYPE": "group",
        "SUBMISSION_TAG": "submit/20261202T010000Z-1a2b3c4",
        "COMMIT_URL": "https://example.org/commit",
        "RELEASE_URL": "https://example.org/release",
        "REVIEW_URL": "https://example.org/review",
    }
    again = Job(course, tmp_path / "again", ada.checkout, "--student", "ada", "--device", "cpu", **runner).result
    assert again == data | {
        "classroom": "dl26",
        "assignment": "hw1",
        "owner": "ada-l",
        "assignment_type": "group",
        "submission": "submit/20261202T010000Z-1a2b3c4",
        "commit": "https://example.org/commit",
        "release": "https://example.org/release",
        "review": "https://example.org/review",
    }


def test_an_annotation_stands_on_the_students_line_of_the_notebooks_file(ada):
    raw = (ada.checkout / "work/small.ipynb").read_text("utf-8").splitlines()
    (error,) = [line for line in ada.commands if line.startswith("::error")]
    found = re.fullmatch(r"::error file=work/small\.ipynb,line=(\d+),title=triple%3A 0 of 0\.5 points::(.+)", error)
    assert "raise ValueError" in raw[int(found[1]) - 1]
    assert "ValueError" in found[2]
    assert "::notice title=small::1.13 of 2 points" in ada.commands


def test_nothing_a_student_wrote_is_obeyed_by_actions_or_rendered_as_markup(ada):
    assert "##[" not in "".join(ada.commands)
    assert [line.split()[0] for line in ada.commands] == ["::error", "::notice"]
    assert "printed" not in ada.done.stdout
    assert "1.13 / 2" in ada.summary
    for line in ada.summary.splitlines():
        if "##[" in line:
            assert re.search(r"`[^`]*##\[[^`]*`", line)  # a code span


def test_hidden_tests_are_not_named_to_students(ada):
    for text in (ada.summary, json.dumps(ada.classroom), json.dumps(ada.result), "".join(ada.commands)):
        assert "test_triple" not in text


def test_reports_of_a_cpu_and_of_another_device_are_merged_in_a_third_job(course, ada, tmp_path):
    """The emulated device stands in for the GPU runner; its job and the merge are the same commands."""
    other = Job(course, tmp_path / "other", ada.checkout, "--student", "ada", "--device", "emulated")
    assert other.report.requested_devices == ("emulated",)
    merged = tmp_path / "merged"
    done = course.run("merge", ada.out, other.out, "--out", merged)
    assert done.returncode == 0, done.stderr
    third = Job(course, tmp_path / "third", ada.checkout, "--report", merged, "--url", "https://example.org/ada/")
    assert third.done.returncode == 0
    assert third.outputs["score"] == "1.13"
    assert third.result["commit"] == f"https://example.org/ada/commit/{ada.result['commit']}"
    assert {test.get("device") for test in third.result["tests"]} == {"cpu, emulated", None}
    assert [line for line in third.commands if line.startswith("::error file=work/small.ipynb")]


def test_a_repository_that_cannot_be_read_is_an_error_and_no_zero(course, server, tmp_path):
    server.repository("empty")
    job = Job(course, tmp_path / "job", server.folder / "empty", "--student", "bob")
    assert job.done.returncode == 3
    assert job.classroom["status"] == "error"
    assert [line for line in job.commands if "git repository without commits" in line]
    assert "no result.json: bob was not graded" in job.done.stdout
    assert "not graded" in job.summary.lower()
    (entry,) = job.report.unreadable
    assert entry.id == "bob"


def test_a_script_in_the_folder_one_stands_in_needs_no_name_and_no_actions(course, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work/small.py").write_text(DOUBLE + TRIPLE)
    done = course.run("ci", "small", tmp_path / "work", "--out", tmp_path / "out", "--device", "cpu", "--jobs", 1)
    assert done.returncode == 0, done.stderr
    (entry,) = report_json.read(tmp_path / "out/report.json").submissions
    assert (entry.id, entry.score) == ("work", 2)
    assert "no result.json: the time of submission is not known" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["nowhere"], "nowhere does not exist"),
        ([".", "--report", "nowhere"], "there is no report"),
        ([".", "--student", "a\x1bb"], "the student's id has a name with control characters"),
    ],
)
def test_a_call_that_cannot_work_is_refused(course, options, message, tmp_path):
    done = course.run("ci", "small", *options, "--out", tmp_path / "out")
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr


# ---- places


CELLS = (Cell("cell 1", "x = 1\ny = 2"), Cell("cell 2", "x = 1\nz = 3"))


@pytest.mark.parametrize("indent", [1, 4])
def test_lines_of_cells_are_found_in_the_notebook_they_come_from(tmp_path, indent):
    cells = [{"cell_type": "code", "source": cell.source.splitlines(keepends=True)} for cell in CELLS]
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.ipynb").write_text(json.dumps({"cells": cells}, indent=indent))
    (tmp_path / "other.ipynb").write_text(json.dumps({"cells": cells[:1]}, indent=indent))
    raw = (tmp_path / "a/b.ipynb").read_text().splitlines()
    place = find_place("cell 2, line 1: x = 1", Submission("a", CELLS), tmp_path)
    assert str(place.file) == "a/b.ipynb"
    assert [number for number, line in enumerate(raw, start=1) if '"x = 1' in line][1] == place.line


def test_an_exercise_is_found_where_it_is_defined_last(tmp_path):
    source = "def f(x):\n    return 1\n\ndef other():\n    pass\n\ndef f(x):\n    return 2\n"
    (tmp_path / "small.py").write_text(source)
    submission = Submission("a", (Cell("small.py", source),))
    assert find_definition("f", submission, tmp_path) == Place(Path("small.py"), 7)
    assert find_definition("nothing", submission, tmp_path) is None


def test_a_notebook_on_one_line_and_a_place_nobody_knows(tmp_path):
    cells = [{"cell_type": "code", "source": cell.source} for cell in CELLS]
    (tmp_path / "b.ipynb").write_text(json.dumps({"cells": cells}))
    submission = Submission("a", CELLS, (Module("pkg.tools", "w = 1"),))
    assert find_place("cell 2, line 2: z = 3", submission, tmp_path).line == 1
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg/tools.py").write_text("w = 1")
    assert find_place("pkg/tools.py, line 1: w = 1", submission, tmp_path) == Place(
        tmp_path.__class__("pkg/tools.py"), 1
    )
    for text in ("", "cell 9, line 1", "other.py, line 1", "no place"):
        assert find_place(text, submission, tmp_path) is None
    (tmp_path / "pkg/tools.py").unlink()
    (tmp_path / "pkg/tools.py").symlink_to(sys.executable)
    assert find_place("pkg/tools.py, line 1: w = 1", submission, tmp_path) is None


def test_the_result_is_valid_against_the_schema_of_the_format(ada):
    from test_export import CLASSROOM50

    jsonschema.validate(ada.result, CLASSROOM50)
