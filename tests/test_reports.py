"""Reports say what happened, in every format, whatever text a student chose."""

import csv
import errno
import io
import json
import os
import stat
import unicodedata
from decimal import Decimal
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.errors import ReportError
from autograder.model import (
    CaseResult,
    Device,
    ExerciseResult,
    Outcome,
    Report,
    SubmissionResult,
    TestResult,
    Text,
    Unreadable,
)
from autograder.reports import junit, report_json, scores_csv, terminal
from autograder.reports.files import write_file

NASTY = '=HYPERLINK("x")\x1b]0;owned\x07\u202e<b>&\x00\ud800\uffff [bold]red[/bold] ]]> :smile:\n|x'
EXERCISES = ("least_squares", "gradient_step", "backward_gradient", "conv_output_size", "attention")


def case(outcome=Outcome.PASSED, **facts):
    return CaseResult(Device.CPU, Outcome(outcome), 0.012, **facts)


def graded(name, *outcomes, notes=(), provisional=False, exercises=EXERCISES, detail=""):
    """A submission with one two-point test per exercise; the last exercise is worth a quarter point more."""
    entries = []
    for place, exercise in enumerate(exercises):
        outcome = Outcome(outcomes[place]) if place < len(outcomes) else Outcome.PASSED
        points = Decimal("2.25") if place == len(exercises) - 1 else Decimal(2)
        score = points if outcome is Outcome.PASSED else Decimal(0)
        message = Text("The shape is right.", "모양이 맞아야 합니다.")
        tests = (TestResult(f"test_{exercise}_shape", score, points, message, (case(outcome, detail=detail),)),)
        entries.append(ExerciseResult(exercise, score, points, tests))
    total = sum((entry.score for entry in entries), Decimal(0))
    most = sum((entry.max_score for entry in entries), Decimal(0))
    return SubmissionResult(name, total, most, provisional, tuple(notes), tuple(entries))


def report(*submissions, unreadable=()):
    return Report("essentials", "seed", "A sealed", {"autograder": "0.1.0"}, submissions, tuple(unreadable))


COHORT = report(
    graded("alice"),
    graded("김민수", "FAILED", "PASSED", "ERROR", notes=("chose 과제.ipynb, the newest of 3 files",)),
    graded("bob", "GRADER_ERROR", "NOT_RUN", "TIMEOUT", provisional=True, detail="fixture 'x' is broken"),
    graded(NASTY, *["MISSING"] * 5, notes=(NASTY, "second note"), detail=NASTY),
    unreadable=(Unreadable("carol", "not a notebook: ask for the .ipynb file"), Unreadable(NASTY, NASTY)),
)
FORMATS = [(report_json, "report.json"), (scores_csv, "scores.csv"), (junit, "junit.xml")]


class TestFiles:
    @pytest.mark.parametrize(("form", "name"), FORMATS)
    def test_a_file_replaces_the_old_one_and_leaves_nothing_beside_it(self, form, name, tmp_path):
        path = tmp_path / "new" / "folder" / name
        form.write(COHORT, path)
        once = path.read_bytes()
        form.write(report(), path)
        form.write(COHORT, path)
        assert path.read_bytes() == once
        assert list(path.parent.iterdir()) == [path]

    def test_a_file_can_be_read_by_whom_the_umask_allows(self, tmp_path):
        before = os.umask(0o022)
        try:
            write_file(tmp_path / "file", b"x")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o644

    @pytest.mark.parametrize(("form", "name"), FORMATS)
    def test_a_full_disk_is_told_with_the_path_and_the_old_file_stays(self, form, name, tmp_path):
        """The limit on the size of a file stands for the disk: the kernel refuses the same ``write``."""
        path = tmp_path / name
        path.write_text("old")
        code = (
            "import resource, signal, sys, pickle, importlib, pathlib\n"
            "from autograder.errors import ReportError\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))\n"
            "form = importlib.import_module(sys.argv[1])\n"
            "try:\n    form.write(pickle.load(sys.stdin.buffer), pathlib.Path(sys.argv[2]))\n"
            "except ReportError as error:\n    print(error, error.tip)\n"
        )
        said = run_python(code, form.__name__, str(path), stdin=COHORT)
        assert said.startswith(f"{path}: cannot be written: {os.strerror(errno.EFBIG)}")
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EISDIR])
    def test_every_likely_refusal_has_a_next_step(self, code, tmp_path):
        from autograder.reports.files import unusable

        error = unusable("written", tmp_path / "report.json", OSError(code, os.strerror(code)))
        assert (error.what, error.where) == (f"cannot be written: {os.strerror(code)}", f"{tmp_path}/report.json")
        assert error.tip != "Check the path."

    def test_a_folder_in_the_place_of_the_file(self, tmp_path):
        (tmp_path / "report.json").mkdir()
        with pytest.raises(ReportError, match=r"report\.json: cannot be written: Is a directory") as caught:
            report_json.write(COHORT, tmp_path / "report.json")
        assert "folder lies" in caught.value.tip
        assert [entry.name for entry in tmp_path.iterdir()] == ["report.json"]

    def test_a_file_in_the_place_of_the_folder(self, tmp_path):
        (tmp_path / "out").write_text("")
        with pytest.raises(ReportError, match=r"out/report\.json: cannot be written") as caught:
            report_json.write(COHORT, tmp_path / "out" / "report.json")
        assert "--out" in caught.value.tip

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_without_permission(self, tmp_path):
        tmp_path.chmod(0o500)
        with pytest.raises(ReportError, match="Permission denied") as caught:
            report_json.write(COHORT, tmp_path / "report.json")
        assert "--out" in caught.value.tip


def run_python(code, *arguments, stdin):
    import pickle
    import subprocess
    import sys

    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, input=pickle.dumps(stdin), capture_output=True, check=True, env=environment)
    return done.stdout.decode()


TEXT = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "ko": {"type": "string"}},
    "required": ["en", "ko"],
    "additionalProperties": False,
}
STRING, POINTS = {"type": "string"}, {"type": "number", "minimum": 0, "multipleOf": 0.01}


def schema_of(required, **properties):
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def schema_list(entry):
    return {"type": "array", "items": entry}


SCHEMA = schema_of(
    ["schema", "assignment", "seed", "isolation", "versions", "submissions", "unreadable"],
    schema={"const": "autograder/report/v1"},
    assignment=STRING,
    seed=STRING,
    isolation=STRING,
    versions={"type": "object", "additionalProperties": STRING},
    requested_devices=schema_list(STRING),
    unreadable=schema_list(schema_of(["id", "reason"], id=STRING, reason=STRING)),
    submissions=schema_list(
        schema_of(
            ["id", "score", "max_score", "provisional", "notes", "exercises"],
            id=STRING,
            score=POINTS,
            raw_score=POINTS,
            penalty=POINTS,
            submitted_at=STRING,
            digest=STRING,
            max_score=POINTS,
            provisional={"type": "boolean"},
            notes=schema_list(STRING),
            exercises=schema_list(
                schema_of(
                    ["id", "score", "max_score", "tests"],
                    id=STRING,
                    score=POINTS,
                    max_score=POINTS,
                    tests=schema_list(
                        schema_of(
                            ["name", "score", "max_score", "message", "cases"],
                            name=STRING,
                            score=POINTS,
                            max_score=POINTS,
                            message=TEXT,
                            cases=schema_list(
                                schema_of(
                                    ["device", "outcome", "seconds", "detail", "line", "input_digest"],
                                    device={"enum": ["cpu", "cuda", "emulated"]},
                                    outcome={"enum": [outcome.value for outcome in Outcome]},
                                    seconds={"type": "number", "minimum": 0},
                                    detail=STRING,
                                    line=STRING,
                                    input_digest=STRING,
                                    parameters=STRING,
                                    kind=STRING,
                                    hint=TEXT,
                                )
                            ),
                        )
                    ),
                )
            ),
        )
    ),
)


class TestReportJson:
    def test_it_has_the_documented_shape(self, tmp_path):
        report_json.write(COHORT, tmp_path / "report.json")
        jsonschema.validate(json.loads((tmp_path / "report.json").read_bytes()), SCHEMA)

    @pytest.mark.parametrize("written", [COHORT, report()])
    def test_what_is_written_is_read(self, written, tmp_path):
        report_json.write(written, tmp_path / "report.json")
        assert report_json.read(tmp_path / "report.json") == written

    def test_points_are_exact_decimal_numbers(self, tmp_path):
        report_json.write(report(graded("alice")), tmp_path / "report.json")
        text = (tmp_path / "report.json").read_text()
        assert '"score":10.25,' in text
        assert '"max_score":10.25,' in text

    def test_one_line_per_submission_and_letters_stay_readable(self, tmp_path):
        report_json.write(COHORT, tmp_path / "report.json")
        lines = (tmp_path / "report.json").read_text(encoding="utf-8").splitlines()
        assert sum(line.startswith('{"id":"alice"') for line in lines) == 1
        assert any("김민수" in line and "과제.ipynb" in line for line in lines)

    def test_nothing_in_it_acts_on_a_terminal(self, tmp_path):
        report_json.write(COHORT, tmp_path / "report.json")
        text = (tmp_path / "report.json").read_text(encoding="utf-8").replace("\n", "")
        assert {unicodedata.category(c) for c in text}.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

    def test_a_missing_report(self, tmp_path):
        with pytest.raises(ReportError, match=r"report\.json: cannot be read: No such file"):
            report_json.read(tmp_path / "report.json")

    @pytest.mark.parametrize(
        ("schema", "found"),
        [({"schema": "autograder/report/v0"}, '"autograder/report/v0"'), ({}, "null"), ({"schema": [1]}, r"\[1\]")],
    )
    def test_another_schema_is_named(self, schema, found, tmp_path):
        (tmp_path / "report.json").write_text(json.dumps({**schema, "submissions": []}))
        with pytest.raises(ReportError, match=f"schema {found} found, 'autograder/report/v1' expected") as caught:
            report_json.read(tmp_path / "report.json")
        assert caught.value.where.endswith("report.json")
        assert "Grade again" in caught.value.tip

    def test_every_truncation_is_noticed(self, tmp_path):
        path = tmp_path / "report.json"
        report_json.write(report(graded("alice", exercises=("one",))), path)
        whole = path.read_bytes()
        for size in range(len(whole) - 2):
            path.write_bytes(whole[:size])
            with pytest.raises(ReportError, match="is not a complete report"):
                report_json.read(path)

    @pytest.mark.parametrize(
        ("damage", "why"),
        [
            ([], "holds a list"),
            ({"seed": None, "submissions": 5}, "int"),
            ({"submissions": [{}]}, "the key 'id' is missing"),
            ({"submissions": [5]}, "subscriptable"),
            ({"submissions": [{**graded("a").to_dict(), "score": "many"}]}, "not a complete report"),
            ({"versions": 5}, "iterable"),
        ],
    )
    def test_damage_is_told(self, damage, why, tmp_path):
        data = {**COHORT.to_dict(), **damage} if isinstance(damage, dict) else damage
        (tmp_path / "report.json").write_text(json.dumps(data))
        with pytest.raises(ReportError, match=why):
            report_json.read(tmp_path / "report.json")

    def test_nesting_without_end_is_damage(self, tmp_path):
        (tmp_path / "report.json").write_text("[" * 200_000)
        with pytest.raises(ReportError, match="is not a complete report"):
            report_json.read(tmp_path / "report.json")


class TestScoresCsv:
    def read(self, cohort, tmp_path):
        scores_csv.write(cohort, tmp_path / "scores.csv")
        with (tmp_path / "scores.csv").open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def test_one_row_per_submission_with_plain_numbers(self, tmp_path):
        rows = self.read(COHORT, tmp_path)
        assert list(rows[0]) == [*scores_csv.COLUMNS, *EXERCISES]
        assert list(rows[0].values()) == ["alice", "10.25", "10.25", "no", "10.25", "0", "", "2", "2", "2", "2", "2.25"]
        assert list(rows[1].values()) == ["김민수", "6.25", "10.25", "no", "6.25", "0", "", "0", "2", "0", "2", "2.25"]
        assert rows[2]["provisional"] == "yes"
        assert len(rows) == 4

    def test_text_is_never_a_formula_nor_a_control_character(self, tmp_path):
        cell = self.read(COHORT, tmp_path)[3]["id"]
        assert cell.startswith("'=HYPERLINK")
        assert "\\x1b" in cell
        assert "\\u202e" in cell
        assert cell.isprintable()

    def test_excel_sees_that_it_is_utf_8(self, tmp_path):
        scores_csv.write(COHORT, tmp_path / "scores.csv")
        assert (tmp_path / "scores.csv").read_bytes().startswith(b"\xef\xbb\xbfid,score,")

    def test_an_exercise_somebody_does_not_have_stays_empty(self, tmp_path):
        rows = self.read(report(graded("a", exercises=("one",)), graded("b", exercises=("one", "two"))), tmp_path)
        assert [row["two"] for row in rows] == ["", "2.25"]

    def test_nobody(self, tmp_path):
        assert self.read(report(), tmp_path) == []


class TestJunit:
    @pytest.fixture
    def root(self, tmp_path):
        junit.write(COHORT, tmp_path / "junit.xml")
        return ET.parse(tmp_path / "junit.xml").getroot()

    def test_a_suite_per_submission_counts_its_tests(self, root):
        assert root.tag == "testsuites"
        counts = [
            [suite.get(key) for key in ("tests", "failures", "errors", "skipped", "time")]
            for suite in root.iter("testsuite")
        ]
        assert counts == [
            ["5", "0", "0", "0", "0.060"],
            ["5", "2", "0", "0", "0.060"],
            ["5", "1", "1", "1", "0.060"],
            ["5", "5", "0", "0", "0.060"],
            ["1", "0", "1", "0", "0.000"],
            ["1", "0", "1", "0", "0.000"],
        ]

    def test_points_are_properties_of_suite_and_case(self, root):
        suite = root.findall("testsuite")[1]
        assert self.properties(suite)["score"] == "6.25"
        assert self.properties(suite)["max_score"] == "10.25"
        assert self.properties(suite)["score.attention"] == "2.25"
        assert self.properties(suite)["note"] == "chose 과제.ipynb, the newest of 3 files"
        assert [self.properties(case)["score"] for case in suite.iter("testcase")] == ["0", "2", "0", "2", "2.25"]

    def properties(self, element):
        return {entry.get("name"): entry.get("value") for entry in element.find("properties")}

    def test_a_failure_says_what_a_grader_fault_what_and_why(self, root):
        failure = root.findall("testsuite")[1].find("testcase/failure")
        assert failure.get("message") == "The shape is right."
        assert failure.text == "cpu: FAILED"
        fault = root.findall("testsuite")[2].find("testcase/error")
        assert fault.text == "cpu: GRADER_ERROR\n  fixture 'x' is broken"

    def test_an_unreadable_submission_is_an_error(self, root):
        suite = root.findall("testsuite")[4]
        assert suite.get("name") == "carol"
        assert suite.find("testcase/error").get("message") == "not a notebook: ask for the .ipynb file"

    def test_any_text_of_a_student_is_text(self, root):
        suite = root.findall("testsuite")[3]
        assert suite.get("name").startswith('=HYPERLINK("x")\\x1b]0;owned\\x07\\u202e<b>&\\x00\\ud800\\uffff')
        assert "<b>&" in suite.find("testcase/failure").text
        assert suite.find(".//b") is None

    def test_every_mixture_of_outcomes_has_its_verdict(self):
        verdicts = {
            ("PASSED",): None,
            ("PASSED", "NOT_RUN"): None,
            ("NOT_RUN",): "skipped",
            (): "skipped",
            ("PASSED", "FAILED"): "failure",
            ("NOT_RUN", "CRASHED"): "failure",
            ("FAILED", "GRADER_ERROR"): "error",
            ("PASSED", "GRADER_ERROR"): "error",
        }
        for outcomes, tag in verdicts.items():
            test = TestResult("t", Decimal(0), Decimal(2), Text("m"), tuple(map(case, outcomes)))
            found = [child.tag for child in junit._test_case("alice", "one", test)]
            assert found == (["properties", tag] if tag else ["properties"])


def printed(cohort, width, *, tty=False):
    console = Console(file=io.StringIO(), width=width, force_terminal=tty, color_system=None, legacy_windows=False)
    terminal.render(cohort, console)
    return console.file.getvalue()


class TestTerminal:
    @pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
    @pytest.mark.parametrize("tty", [True, False])
    def test_no_line_is_wider_than_the_terminal(self, width, tty):
        wide = report(
            *COHORT.submissions,
            graded("아주긴이름을가진학생입니다" * 3, notes=("한글로 된 아주 긴 설명이 여기에 있습니다. " * 4,)),
            graded("x" * 100, notes=("y" * 300,)),
            unreadable=(*COHORT.unreadable, Unreadable("김" * 60, "읽을 수 없음 " * 20)),
        )
        for line in printed(wide, width, tty=tty).splitlines():
            assert cell_len(line) <= width, line

    @pytest.mark.parametrize("width", [80, 120])
    def test_each_submission_is_one_row_with_its_scores(self, width):
        rows = [line.split() for line in printed(COHORT, width).splitlines()]
        assert ["alice", "2", "2", "2", "2", "2.25", "10.25/10.25"] in rows
        assert ["bob", "0!", "0", "0", "2", "2.25", "4.25/10.25*"] in rows
        assert any(row[:7] == ["김민수", "0", "2", "0", "2", "2.25", "6.25/10.25"] for row in rows)

    def test_names_stand_above_their_columns_where_they_fit(self):
        assert printed(COHORT, 120).splitlines()[0].split() == ["id", *EXERCISES, "total", "notes"]

    def test_numbers_stand_for_the_names_where_they_do_not(self):
        lines = printed(COHORT, 80).splitlines()
        assert lines[0].split() == ["id", "1", "2", "3", "4", "5", "total", "notes"]
        legend = "1 least_squares (2), 2 gradient_step (2), 3 backward_gradient (2), 4 conv_output_size (2), 5 a"
        assert legend in " ".join(" ".join(lines).split())

    def test_a_narrow_terminal_still_shows_everybodys_total(self):
        text = printed(COHORT, 30)
        assert "10.25/10.25" in text
        assert "scores.csv" in text

    def test_the_scores_are_never_cut(self):
        many = report(*(graded(f"s{number}", exercises=[f"exercise_{n}" for n in range(20)]) for number in range(3)))
        for width in range(20, 200, 7):
            assert printed(many, width).count("40.25/40.25") == 3

    def test_totals_and_the_isolation_tier(self):
        last = printed(report(graded("a"), graded("b"), graded("c", *["FAILED"] * 5)), 80).splitlines()[-1]
        assert last == "3 graded, mean 6.83, median 10.25 of 10.25; isolation tier A sealed"

    def test_what_a_person_must_look_at_stands_below(self):
        text = printed(COHORT, 120)
        assert "Unreadable, not graded (2):\n  carol: not a notebook: ask for the .ipynb file\n" in text
        assert "! Grader faults, neither zero nor full marks (1):\n" in text
        assert "  bob, least_squares, test_least_squares_shape on cpu: fixture 'x' is broken\n" in text
        assert "* provisional" in text

    def test_a_clean_cohort_has_nothing_below_but_the_totals(self):
        assert len(printed(report(graded("a")), 120).splitlines()) == 3

    def test_a_long_list_is_cut(self):
        text = printed(report(unreadable=[Unreadable(f"s{number}", "?") for number in range(500)]), 80)
        assert "(500)" in text
        assert "... and 480 more in report.json" in text
        assert len(text.splitlines()) == 23

    def test_nobody(self):
        assert printed(report(), 80) == "0 graded; isolation tier A sealed\n"

    @pytest.mark.parametrize("tty", [True, False])
    def test_no_text_of_a_student_acts_on_the_terminal(self, tty):
        text = printed(COHORT, 200, tty=tty)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold]red[/bold]" in text
        assert ":smile:" in text

    def test_colours_for_people_only(self):
        def coloured(force):
            console = Console(file=io.StringIO(), width=80, force_terminal=force, color_system="standard")
            terminal.render(report(graded("a")), console)
            return "\x1b[32m" in console.file.getvalue()

        assert coloured(force=True)
        assert not printed(report(graded("a")), 80).count("\x1b")
