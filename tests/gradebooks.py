"""Gradebooks as Canvas and Moodle give them for download, and readers written from their importers, not our writers."""

import csv
import io
import re
import zipfile
from decimal import Decimal

CANVAS_SHEET = '''\
Student,ID,SIS User ID,SIS Login ID,Section,Small (48213),Other (48214),Current Score
    Points Possible,,,,,2.35,10,(read only)
"Liddell, Alice",9911,s001,alice,Sec 1,,5,50
"=HYPERLINK(""https://evil.example"")",9912,s002,=HYPERLINK(1),Sec 1,,,
"Lovelace, Ada",9913,,"Lovelace, ""Ada""",Sec 1,1.00,,
"line\nbreak",9914,,line break,Sec 1,,,
이서연 🎓,9915,,,Sec 1,,,
Script,9916,,<script>alert,Sec 1,,,
Nobody,9917,,nobody,Sec 1,,,
'''


def read_canvas(folder):
    """As Canvas's importer: information up to the section, a title with a number, points possible, a row a student."""
    header, possible, *rows = csv.reader(io.StringIO((folder / "canvas.csv").read_text("utf-8"), newline=""))
    assert (header[0], header[1], header[4]) == ("Student", "ID", "Section")
    assert [re.fullmatch(r".* \((\d+)\)", name)[1] for name in header[5:]] == ["48213"]
    assert possible[0] == "    Points Possible"
    logins = {row[1]: "alice" if row[1] == "9911" else row[0] for row in rows}
    return {logins[row[1]]: Decimal(row[5]) for row in rows}


MOODLE_SHEET = '''\
식별자,이름,이메일 주소,제출 상태,성적,최고 성적,성적 변경 가능,제출 수정일,성적 수정일,피드백 댓글
참가자 4711,Alice Liddell,alice@example.edu,제출됨,,2.35,예,2026년 12월 2일,-,
참가자 4712,"=HYPERLINK(""https://evil.example"")",=HYPERLINK(1),제출됨,,2.35,예,2026년 12월 2일,-,
참가자 4713,Ada_Lovelace,"Lovelace, ""Ada""",제출됨,1.00,2.35,예,2026년 12월 2일,2026년 12월 3일,"well
done"
참가자 4714,line break,x@example.edu,제출됨,,2.35,예,2026년 12월 2일,-,
참가자 4715,이서연 🎓,seoyeon@example.edu,제출됨,,2.35,예,2026년 12월 2일,-,
참가자 4716,<script>alert,s@example.edu,제출됨,,2.35,예,2026년 12월 2일,-,
참가자 4717,Nobody,nobody@example.edu,제출 안 됨,,2.35,예,-,-,
'''


def read_moodle(folder):
    """As Moodle's importers: the columns of the downloaded sheet; a file of feedback for each participant."""
    with (folder / "moodle.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == MOODLE_SHEET.partition("\n")[0].split(",")
    numbers = {row[0].rpartition(" ")[2]: row for row in rows}
    assert all(row[9] for row in rows)
    assert {row[8] for row in rows} == {"-", "2026년 12월 3일"}
    with zipfile.ZipFile(folder / "feedback.zip") as archive:
        names = [name.split("_") for name in archive.namelist()]
    assert [(name[1], *name[2:]) for name in names] == [
        (number, "assignsubmission", "file", "feedback.html") for number in numbers
    ]
    return {"alice" if row[2] == "alice@example.edu" else row[1]: Decimal(row[4]) for row in numbers.values()}


def canvas_wish(course):
    (course.root / "canvas.csv").write_text(CANVAS_SHEET, "utf-8")
    return {"sheet": course.root / "canvas.csv"}


def moodle_wish(course):
    (course.root / "moodle.csv").write_text(MOODLE_SHEET, "utf-8")
    return {"sheet": course.root / "moodle.csv"}
