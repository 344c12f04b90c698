"""What ``autograder export`` writes: every format agrees with report.json and is harmless, whatever a name holds."""

import base64
import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from course import ASSIGNMENT, Course
from gradebooks import canvas_wish, moodle_wish, read_canvas, read_moodle
from gradescope_schema import GRADESCOPE

from autograder.errors import UsageError
from autograder.grading.exporting import Wish, export, format_named, material
from autograder.reports import report_json
from autograder.reports.formats import FORMATS

ADD = {
    "test_adds": "agree(student.add, reference.add, make.tensor(3), make.tensor(3))",
    "test_adds_more": "agree(student.add, reference.add, make.tensor(2, 2), make.tensor(2, 2))",
}
HALVE = '''
@pytest.mark.points(0.35)
def test_halves(student, reference, make):
    """A half, = or + or <b>bold</b>."""
    agree(student.halve, reference.halve, make.tensor(4))
'''
RIGHT = "import torch\ndef add(a, b):\n    return a + b\ndef halve(a):\n    return a / 2\n"
WRONG = "import torch\ndef add(a, b):\n    return a - b\ndef halve(a):\n    return a / 2\n"
RAISES = 'def add(a, b):\n    raise ValueError("=1+1 \\x1b[31m <script>alert(1)</script>")  # <script>=cmd\n'
STUDENTS = {
    "alice": RIGHT,
    "=HYPERLINK(1)": WRONG,
    'Lovelace, "Ada"': "def halve(a):\n    return a / 2\n",
    "line\nbreak": RAISES,
    "이서연 🎓": RIGHT.replace("a / 2", "a"),
    "<script>alert": "x = 1\n",
}
ROSTER = """\
id,name,email,last_name,first_name
alice,"Liddell, Alice",alice@example.edu,,
이서연 🎓,이서연,seoyeon@example.edu,이,서연
=HYPERLINK(1),"=HYPERLINK(""https://evil.example"")",=cmd@example.edu,,
"""
COURSE = """\
schema = 1
roster = "roster.csv"
timezone = "Asia/Seoul"
language = "both"
[deadlines]
small = "2026-12-01T23:59"
[late]
policy = "per_day"
percent = 15
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A cohort that was graded: names that do harm where they are not shown as text, a broken file, a late student."""
    course = Course(tmp_path_factory.mktemp("course"))
    course.exercise("add", "a, b", "return a + b", ADD, points=2)
    course.exercise("halve", "a", "return a / 2", HALVE, points=0.35)
    (course.root / "roster.csv").write_text(ROSTER, "utf-8")
    (course.root / "course.toml").write_text(COURSE, "utf-8")
    for student, source in STUDENTS.items():
        course.submit(student, source)
    (course.submissions / "broken.ipynb").write_text("{", "utf-8")
    course.grade(submitted_at={"alice": "2026-12-02T09:30:00+09:00"})
    return course


@pytest.fixture(scope="module")
def report(course):
    """What every format must agree with."""
    return report_json.read(course.out / "report.json")


# ---- readers, written from the descriptions of the formats and not from our writers: folder -> {who: total}


def read_csv(folder):
    text = (folder / "scores.csv").read_bytes().decode("utf-8-sig")
    return {row["id"]: Decimal(row["score"]) for row in csv.DictReader(io.StringIO(text, newline=""))}


def read_nbgrader(folder):
    text = (folder / "nbgrader.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        assert max(Decimal(0), Decimal(row["raw_score"]) - Decimal(row["late_submission_penalty"])) == Decimal(
            row["score"]
        )
    return {row["student_id"]: Decimal(row["score"]) for row in rows}


def read_junit(folder):
    """Points are properties; a suite without them (unreadable) has an error instead."""
    totals = {}
    for suite in ET.parse(folder / "junit.xml").getroot().iter("testsuite"):
        properties = {entry.get("name"): entry.get("value") for entry in suite.iterfind("properties/property")}
        assert ("score" in properties) != (suite.get("tests") == suite.get("errors") == "1")
        if "score" in properties:
            cases = [case.find("properties/property[@name='score']").get("value") for case in suite.iter("testcase")]
            assert sum(map(Decimal, cases)) == Decimal(properties["raw_score"])
            totals[suite.get("name")] = Decimal(properties["score"])
    return totals


def read_gradescope(folder):
    totals = {}
    for file in folder.glob("*/results.json"):
        data = json.loads(file.read_bytes(), parse_float=Decimal)
        jsonschema.validate(json.loads(file.read_bytes()), GRADESCOPE)
        earned = sum(test["score"] for test in data["tests"])
        assert earned - data["extra_data"]["penalty"] == data["score"]
        totals[file.parent.name] = Decimal(data["score"])
    return totals


def read_classroom(folder):
    """As the reporter of GitHub Classroom: the sum of ``score`` over ``tests``, added in binary floating point."""
    totals = {}
    for file in folder.glob("*/classroom.txt"):
        data = json.loads(base64.b64decode(file.read_text("ascii").strip(), validate=True))
        assert data == json.loads(file.with_name("classroom.json").read_bytes())
        assert set(data) == {"version", "status", "max_score", "tests"}
        assert (data["version"], data["max_score"]) == (1, 2.35)
        total = 0.0
        for test in data["tests"]:
            assert {"name", "status", "score", "message", "test_code", "filename", "line_no", "duration"} == set(test)
            assert test["status"] in ("pass", "fail", "error")
            total += test["score"]
        assert (data["status"] == "pass") == (total >= data["max_score"])
        totals[file.parent.name] = Decimal(repr(total))
    return totals


TEXT = {"type": "string", "minLength": 1}
WHOLE_NUMBER = {"type": "integer", "minimum": 0}
CLASSROOM50 = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        *("schema", "classroom", "assignment", "assignment_type", "owner", "submission", "commit", "release"),
        *("review", "datetime", "score", "max-score", "tests"),
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        "classroom": TEXT,
        "assignment": TEXT,
        "assignment_type": {"enum": ["individual", "group"]},
        "owner": TEXT,
        "submission": {"type": "string", "pattern": r"^submit/\d{8}T\d{6}Z-[0-9a-f]{7}$"},
        "commit": TEXT,
        "release": TEXT,
        "review": TEXT,
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "graded_at": {"type": "string"},
        "score": WHOLE_NUMBER,
        "max-score": WHOLE_NUMBER,
        "submitted_by": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": TEXT,
                    "passed": {"type": "boolean"},
                    "score": WHOLE_NUMBER,
                    "max-score": WHOLE_NUMBER,
                },
            },
        },
    },
}


def read_classroom50(folder):
    totals = {}
    for file in folder.glob("*/result.json"):
        data = json.loads(file.read_bytes())
        jsonschema.validate(data, CLASSROOM50)
        assert data["score"] <= data["max-score"] == 235
        assert all(test["score"] <= test["max-score"] for test in data["tests"])
        totals[file.parent.name] = Decimal(data["score"]) / 100
    return totals


READERS = {
    "canvas": read_canvas,
    "moodle": read_moodle,
    "csv": read_csv,
    "classroom": read_classroom,
    "classroom50": read_classroom50,
    "gradescope": read_gradescope,
    "junit": read_junit,
    "nbgrader": read_nbgrader,
}
"""One for each format."""
WISHES = {
    "canvas": canvas_wish,
    "moodle": moodle_wish,
    "classroom50": lambda course: {
        "settings": {
            "classroom": "dl26",
            "url": "https://github.com/dl26/dl26-small-{owner}",
            "submitted_at": "2026-12-01T20:00+09:00",
        }
    },
}
"""What a format must be given: a function from the course to ``{"sheet": path, "settings": {...}}``."""
WHOLE = {"junit"}
"""Formats that say of an unreadable submission that it is: nothing is left out of them."""


@pytest.fixture(scope="module", params=[form.name for form in FORMATS])
def exported(request, course):
    """A format's name, and the folder that ``autograder export`` filled."""
    name = request.param
    done = course.run("export", course.out, "--to", name, *arguments(WISHES[name](course) if name in WISHES else {}))
    assert done.returncode == (0 if name in WHOLE else 3), done.stderr
    return name, course.out / "export" / name, done


def arguments(wish):
    """The same as options of the command."""
    pairs = [part for item in wish.get("settings", {}).items() for part in ("--set", "=".join(item))]
    return [*pairs, *(("--sheet", wish["sheet"]) if "sheet" in wish else ())]


# ---- the conformance suite: whatever a format is


class TestEveryFormat:
    def test_totals_are_those_of_the_report_to_the_last_fraction(self, exported, report):
        name, folder, _ = exported
        totals = READERS[name](folder)
        assert sorted(totals.values()) == sorted(entry.score for entry in report.submissions)
        assert totals["alice"] == Decimal(2)  # of 2.35, a day late

    def test_text_is_no_control_character_no_formula_and_no_markup(self, exported):
        _, folder, _ = exported
        for file in (file for file in folder.rglob("*") if file.is_file()):
            assert file.name.isprintable()
            HARMLESS[file.suffix](file.read_bytes())

    def test_names_stay_readable(self, exported):
        name, folder, _ = exported
        assert any("이서연" in who for who in READERS[name](folder))

    def test_it_says_what_it_wrote_and_what_it_left_out_a_line_each(self, exported):
        name, folder, done = exported
        assert f"wrote {folder}" in done.stdout
        assert ("broken: not graded: " in done.stdout) == (name not in WHOLE)
        assert done.stdout.replace("\n", "").isprintable()

    def test_equal_reports_give_equal_bytes(self, exported, course, report):
        name, folder, _ = exported
        file = course.out / "report.json"
        wish = Wish(name, **WISHES[name](course)) if name in WISHES else Wish(name)
        made = format_named(name).export(report, material(course.project, report, file, wish))
        assert {entry.name: entry.content for entry in made.files} == contents(folder)

    def test_a_setting_nobody_knows_is_refused(self, exported, course):
        name, _, _ = exported
        with pytest.raises(UsageError, match=f"--set 'color' means nothing to {name}"):
            export(course.project, course.out / "report.json", Wish(name, settings={"color": "red"}))


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def harmless_text(data):
    for character in data.decode("utf-8-sig"):
        assert character in "\r\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn"), data


def harmless_csv(data):
    harmless_text(data)
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert cell.lstrip()[:1] not in tuple("=+-@") or re.fullmatch(r"-|-?[\d.]+", cell), cell


def harmless_html(data):
    harmless_text(data)
    tags = set(re.findall(r"<(/?[a-z0-9]+)", data.decode()))
    known = {"html", "head", "meta", "title", "style", "body", "hr", "section", "h1", "h2", "p", "ul", "li", "br"}
    assert {tag.lstrip("/") for tag in tags} <= known | {"strong", "code"}, tags


def harmless_zip(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert name.isprintable()
            assert not re.search(r'[/\\:<>"|?*]|^\.', name)
            harmless_html(archive.read(name))


def harmless_json(data):
    harmless_text(data)

    def check(value):
        if isinstance(value, str):
            harmless_text(value.encode())
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(json.loads(data))


def harmless_xml(data):
    harmless_text(data)
    tags = {element.tag for element in ET.fromstring(data.decode()).iter()}
    assert tags <= {"testsuites", "testsuite", "testcase", "properties", "property", "failure", "error", "skipped"}


HARMLESS = {
    ".csv": harmless_csv,
    ".json": harmless_json,
    ".txt": harmless_text,
    ".xml": harmless_xml,
    ".zip": harmless_zip,
}
"""By the suffix of a file: that no text in it can do anything."""


# ---- the command


def test_a_file_can_be_named(course, tmp_path):
    done = course.run("export", course.out, "--to", "csv", "--out", tmp_path / "grades.csv")
    assert done.returncode == 3
    assert [file.name for file in tmp_path.iterdir()] == ["grades.csv"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--to", "cvs"), "--to 'cvs' is not known; did you mean 'csv'?"),
        (("--to", "gradescope", "--set", "visibility"), "--set 'visibility' is no KEY=VALUE"),
        (("--to", "gradescope", "--set", "visibility=visable"), "did you mean 'visible'?"),
        (
            ("--to", "gradescope", "--set", "visibility=halv=hidden"),
            "no exercise and no hidden test; did you mean 'halve",
        ),
    ],
)
def test_a_slip_is_one_clear_line(course, options, message):
    done = course.run("export", course.out, *options)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_report_of_an_exercise_that_is_gone_is_refused(course, report, tmp_path):
    other = [replace(entry, exercises=(replace(entry.exercises[0], id="gone"),)) for entry in report.submissions]
    report_json.write(replace(report, submissions=tuple(other)), tmp_path / "report.json")
    done = course.run("export", tmp_path, "--to", "csv", "--root", course.root)
    assert done.returncode == 2
    assert f"holds the exercise 'gone', which {ASSIGNMENT} does not have" in done.stderr


# ---- what is special to one


def test_nbgrader_gets_names_from_the_roster_and_times_in_utc(course):
    course.run("export", course.out, "--to", "nbgrader")
    text = (course.out / "export" / "nbgrader" / "nbgrader.csv").read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert ",".join(header) == (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,"
        "raw_score,late_submission_penalty,score,max_score"
    )
    (alice,) = [row for row in rows if row[3] == "alice"]
    assert alice == [
        *("small", "2026-12-01 14:59:00", "2026-12-02 00:30:00", "alice", "Liddell", "Alice", "alice@example.edu"),
        *("2.35", "0.35", "2.0", "2.35"),
    ]
    (seoyeon,) = [row for row in rows if row[3].startswith("이서연")]
    assert seoyeon[4:6] == ["이", "서연"]


def gradescope(course, tmp_path, *settings):
    given = [part for setting in settings for part in ("--set", setting)]
    course.run("export", course.out, "--to", "gradescope", "--out", tmp_path, *given)
    return json.loads((tmp_path / "alice" / "results.json").read_bytes())


def test_gradescope_shows_each_case_when_it_is_told_to(course, tmp_path):
    data = gradescope(course, tmp_path, "visibility=after_due_date,halve=hidden,test_adds=visible")
    assert [test["visibility"] for test in data["tests"]] == ["visible", "after_due_date", "hidden"]
    assert (data["visibility"], data["stdout_visibility"]) == ("after_due_date", "hidden")


def test_gradescope_tells_a_student_what_the_feedback_does_and_no_more(course, tmp_path):
    data = gradescope(course, tmp_path)
    assert "2.35 points before the penalty for being late, which is 0.35." in data["output"]
    assert data["extra_data"]["submitted_at"] == "2026-12-02T09:30:00+09:00"
    assert data["tests"][0]["name"] == "add: adds holds."
    everything = "".join(file.read_text("utf-8") for file in tmp_path.glob("*/results.json"))
    assert "test_adds" not in everything
    (wrong,) = [
        json.loads(file.read_bytes()) for file in tmp_path.glob("*/results.json") if "HYPERLINK" in file.parent.name
    ]
    assert [test.get("status") for test in wrong["tests"]] == ["failed", "failed", "passed"]
    assert "The values are not right" in wrong["tests"][0]["output"]


def test_a_folder_of_exports_is_no_students(tmp_path):
    """A student who is called ``export`` has another folder."""
    from autograder.reports.feedback_files import folder_names

    assert folder_names(["export", "Export"]).keys() == {"export", "Export"}
    assert not {"export"} & {name.lower() for name in folder_names(["export", "Export"]).values()}
    assert Path(folder_names(["exports"])["exports"]).name == "exports"
