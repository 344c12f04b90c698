"""Canvas and Moodle: whose row is whose, and what a sheet that does not fit is answered with."""

import csv
import io
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from autograder.errors import ReportError, UsageError
from autograder.manifest import Course, Project, Roster, Student, load_assignment
from autograder.model import Assignment, Exercise, Report, SubmissionResult, Text
from autograder.reports.canvas import Canvas
from autograder.reports.format import Material
from autograder.reports.moodle import Moodle

ASSIGNMENT = Assignment("hw1", Text("HW1", "과제 1"), (Exercise("add", Decimal(10)),))
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,HW1 (48213),HW2 (48214),Current Score
    Points Possible,,,,,10,10,(read only)
"Lovelace, Ada",9911,s001,ada,Sec 1,,,
"Kim, Minsu",9912,s002,minsu@example.edu,Sec 1,3,,
"Lee, Ann",9913,,ann,Sec 2,EX,,
"Lee, Ann",9914,,ann2,Sec 2,,,
"""
MOODLE = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
Participant 4711,"Ada Lovelace",ada@example.edu,"Submitted",,"10,00",Yes,-,-,
Participant 4712,"../../Kim_Minsu",kim@example.edu,"Submitted",,"10,00",Yes,-,-,"Good work,
see you"
"""


def result(student, score="7.25", penalty="0"):
    return SubmissionResult(
        student, Decimal(score), Decimal(10), provisional=False, notes=(), exercises=(), penalty=Decimal(penalty)
    )


def report(*students):
    return Report("hw1", "seed", "A", {}, tuple(result(student) for student in students))


def exported(form, tmp_path, sheet, found, *, roster=(), **settings):
    (tmp_path / "sheet.csv").write_text(sheet, "utf-8")
    feedback = {
        entry.id: {"title": {"en": "HW1"}, "id": entry.id, "score": 7.25, "max_score": 10, "notes": [], "exercises": []}
        for entry in found.submissions
    }
    material = Material(
        ASSIGNMENT, Course(""), feedback, tmp_path / "sheet.csv", roster=Roster(tuple(roster)), settings=settings
    )
    return form.export(found, material)


def table(made, delimiter=","):
    return list(csv.reader(io.StringIO(made.files[0].content.decode(), newline=""), delimiter=delimiter))


def student(name, **columns):
    return Student(name, columns.get("name", ""), columns.get("email", ""), columns=columns)


class TestCanvas:
    @pytest.mark.parametrize(
        "called", ["ada", "9911", "s001", "ADA", "lovelaceada", "Ada Lovelace", "lovelaceada-9911"]
    )
    def test_a_row_is_found_by_number_login_and_the_name_in_downloads(self, tmp_path, called):
        made = exported(Canvas(), tmp_path, CANVAS, report(called))
        assert table(made)[2:] == [["Lovelace, Ada", "9911", "s001", "ada", "Sec 1", "7.25"]]

    @pytest.mark.parametrize("columns", [{"canvas_id": "9912"}, {"sis_id": "s002"}, {"email": "minsu@example.edu"}])
    def test_the_roster_says_who_a_student_is_in_canvas(self, tmp_path, columns):
        made = exported(Canvas(), tmp_path, CANVAS, report("kim"), roster=[student("kim", **columns)])
        assert [row[1] for row in table(made)[2:]] == ["9912"]

    def test_only_one_column_with_its_number_goes_back(self, tmp_path):
        assert table(exported(Canvas(), tmp_path, CANVAS, report("ada")))[:2] == [
            ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW1 (48213)"],
            ["    Points Possible", "", "", "", "", "10"],
        ]

    def test_a_name_of_two_people_is_nobodys_and_the_others_count(self, tmp_path):
        made = exported(Canvas(), tmp_path, CANVAS, report("leeann", "ada", "zoe"))
        assert [row[1] for row in table(made)[2:]] == ["9911"]
        assert made.left_out == (
            "leeann: is not in sheet.csv, or not only once",
            "zoe: is not in sheet.csv, or not only once",
        )

    def test_two_submissions_of_one_person_are_both_left_out(self, tmp_path):
        made = exported(Canvas(), tmp_path, CANVAS, report("9911", "ada", "s002"))
        assert [row[1] for row in table(made)[2:]] == ["9912"]
        assert len(made.left_out) == 2
        assert all("line 3 of the sheet is somebody else's as well" in line for line in made.left_out)

    def test_whoever_is_excused_stays_excused(self, tmp_path):
        made = exported(Canvas(), tmp_path, CANVAS, report("ann", "ada"))
        assert [row[1] for row in table(made)[2:]] == ["9911"]
        assert made.notes == ("ann: is excused in Canvas and stays so",)

    def test_a_display_name_does_not_take_somebody_elses_login(self, tmp_path):
        sheet = CANVAS.replace('"Kim, Minsu"', "ada")
        made = exported(Canvas(), tmp_path, sheet, report("ada"))
        assert [row[1] for row in table(made)[2:]] == ["9911"]

    def test_semicolons_stay(self, tmp_path):
        sheet = CANVAS.replace(",", ";").replace("Lovelace; Ada", "Lovelace, Ada")
        assert table(exported(Canvas(), tmp_path, sheet, report("ada")), ";")[2][5] == "7.25"

    def test_a_column_that_is_called_otherwise_is_named_by_number_or_title(self, tmp_path):
        for name in ("48214", "HW2", "HW2 (48214)"):
            made = exported(Canvas(), tmp_path, CANVAS, report("ada"), assignment=name)
            assert table(made)[0][5] == "HW2 (48214)"

    @pytest.mark.parametrize(
        ("sheet", "settings", "message"),
        [
            (CANVAS.replace("HW1", "Essay"), {}, "has no column for the assignment 'HW1'; did you mean 'HW2'?"),
            (CANVAS, {"assignment": "99"}, "has no column for the assignment '99'"),
            (CANVAS.replace("HW2", "HW1"), {}, "has several columns for the assignment 'HW1'"),
            (CANVAS.replace("Section", "Group"), {}, "is no gradebook of Canvas: its columns are Student, ID, SIS"),
            ("id,score\nada,1\n", {}, "is no gradebook of Canvas"),
            (CANVAS.replace("ada", "x").replace("Ada", "X"), {}, "none of the 1 students of the report is in it"),
        ],
    )
    def test_another_sheet_is_refused(self, tmp_path, sheet, settings, message):
        with pytest.raises(ReportError) as caught:
            exported(Canvas(), tmp_path, sheet, report("ada"), **settings)
        assert message in str(caught.value)
        assert caught.value.tip

    def test_without_a_sheet_it_says_where_to_get_one(self):
        with pytest.raises(UsageError, match="needs the gradebook of Canvas") as caught:
            Canvas().export(report("ada"), Material(ASSIGNMENT, Course(""), {}))
        assert "Export Entire Gradebook" in caught.value.tip

    def test_another_total_in_canvas_is_said(self, tmp_path):
        made = exported(Canvas(), tmp_path, CANVAS.replace(",10,10,", ",100,10,"), report("ada"))
        assert made.notes == ("the platform has 100 points for it, the report 10",)


class TestMoodle:
    @pytest.mark.parametrize("called", ["4711", "ada@example.edu", "Ada Lovelace"])
    def test_grade_and_comment_are_filled_in_and_the_rest_stays(self, tmp_path, called):
        header, row = table(exported(Moodle(), tmp_path, MOODLE, report(called)))
        assert header == next(csv.reader(io.StringIO(MOODLE)))
        assert row == [
            *("Participant 4711", "Ada Lovelace", "ada@example.edu", "Submitted", "7,25", "10,00", "Yes", "-", "-"),
            "7.25 / 10",
        ]

    def test_a_teachers_comment_stays_with_its_lines(self, tmp_path):
        (_, row) = table(exported(Moodle(), tmp_path, MOODLE, report("4712")))
        assert row[9] == "Good work,\nsee you"

    def test_the_roster_says_who_a_participant_is(self, tmp_path):
        made = exported(Moodle(), tmp_path, MOODLE, report("kim"), roster=[student("kim", moodle_id="4712")])
        assert [row[0] for row in table(made)[1:]] == ["Participant 4712"]

    def test_being_late_is_in_the_comment(self, tmp_path):
        found = Report("hw1", "seed", "A", {}, (result("4711", "6.25", "1"),))
        assert table(exported(Moodle(), tmp_path, MOODLE, found))[1][9] == "6.25 / 10 (late: 7.25 - 1)"

    def test_a_feedback_file_is_named_so_that_moodle_knows_whose_it_is(self, tmp_path):
        made = exported(Moodle(), tmp_path, MOODLE, report("4711", "4712"))
        with zipfile.ZipFile(io.BytesIO(made.files[1].content)) as archive:
            assert archive.namelist() == [
                "Ada Lovelace_4711_assignsubmission_file_feedback.html",
                "Kim Minsu_4712_assignsubmission_file_feedback.html",
            ]
            assert archive.testzip() is None

    def test_columns_of_another_language_are_found_where_they_stand_or_named(self, tmp_path):
        german = MOODLE.replace("Grade,", "Bewertung,", 1).replace('"Maximum Grade"', "Bestwertung")
        german = german.replace('"Feedback comments"', "Feedback als Kommentar")
        assert table(exported(Moodle(), tmp_path, german, report("4711")))[1][4::5] == ["7,25", "7.25 / 10"]
        unclear = german.replace('"10,00"', "")
        with pytest.raises(ReportError, match="no column that could only be the maximum grade") as caught:
            exported(Moodle(), tmp_path, unclear, report("4711"))
        assert "--set grade=HEADING" in caught.value.tip
        made = exported(
            Moodle(), tmp_path, unclear, report("4711"), grade="Bewertung", comments="Feedback als Kommentar"
        )
        assert table(made)[1][4::5] == ["7.25", "7.25 / 10"]

    @pytest.mark.parametrize(
        ("sheet", "settings", "message"),
        [
            ("id,score\nada,1\n", {}, "is no grading worksheet: its columns are id, score"),
            (MOODLE.replace("4711", "").replace("4712", ""), {}, "is no grading worksheet"),
            (MOODLE.replace("471", "99"), {}, "none of the 1 students of the report is in it"),
            (MOODLE, {"grade": "Grad"}, "has no column 'Grad'; did you mean 'Grade'?"),
        ],
    )
    def test_another_sheet_is_refused(self, tmp_path, sheet, settings, message):
        with pytest.raises(ReportError) as caught:
            exported(Moodle(), tmp_path, sheet, report("4711"), **settings)
        assert message in str(caught.value)

    def test_a_missing_sheet_is_refused(self, tmp_path):
        material = Material(ASSIGNMENT, Course(""), {}, Path(tmp_path / "gone.csv"))
        with pytest.raises(ReportError, match=r"gone\.csv: cannot be read: No such file"):
            Moodle().export(report("4711"), material)
        with pytest.raises(UsageError, match="needs the grading worksheet"):
            Moodle().export(report("4711"), Material(ASSIGNMENT, Course(""), {}))


# ---- the sheets in examples/, as the documentation uses them

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(("form", "rows"), [(Canvas(), 2), (Moodle(), 1)], ids=["canvas", "moodle"])
def test_the_bundled_cohort_is_in_the_bundled_gradebooks(form, rows):
    ids = tomllib.loads((ROOT / "examples" / "essentials" / "expected.toml").read_text("utf-8"))
    essentials = load_assignment(Project(ROOT), "essentials")
    found = report(*ids)
    feedback = {
        name: {"title": {"en": ""}, "id": name, "score": 0, "max_score": 0, "notes": [], "exercises": []}
        for name in ids
    }
    sheet = ROOT / "examples" / "gradebooks" / f"{form.name}.csv"
    made = form.export(found, Material(essentials, Course(""), feedback, sheet))
    assert (len(table(made)), made.left_out) == (rows + len(ids), ())
