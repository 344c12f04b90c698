"""The roster: one clear line for each row that is wrong, and the others count."""

import pytest

from autograder.errors import ManifestError
from autograder.manifest import read_roster


def roster(tmp_path, text, encoding="utf-8"):
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    return read_roster(tmp_path / "roster.csv")


def test_names_addresses_and_repositories_as_a_spreadsheet_saves_them(tmp_path):
    text = 'ID;Name;Email;Repository;Canvas ID\r\nalice;"Liddell; Alice";a@example.edu;/srv/git/alice.git;9911\r\n\r\n'
    (alice,) = roster(tmp_path, text, "utf-8-sig").students
    assert (alice.id, alice.name, alice.email) == ("alice", "Liddell; Alice", "a@example.edu")
    assert (alice.repository, alice.columns["canvas_id"]) == ("/srv/git/alice.git", "9911")


def test_an_id_is_composed_and_a_name_may_come_in_two_columns(tmp_path):
    found = roster(tmp_path, "id,first_name,last_name\n\u1100\u1175\u11b7,민수,김\n")
    assert [(student.id, student.name) for student in found.students] == [("\uae40", "민수 김")]


def test_whatever_a_student_is_called_stays_text(tmp_path):
    names = ['=HYPERLINK("http://evil.example")', 'Comma, "Quote"', "line\nbreak", "이서연 🎓"]
    cells = "\n".join(f's{place},"{name.replace(chr(34), chr(34) * 2)}"' for place, name in enumerate(names))
    assert [student.name for student in roster(tmp_path, f"id,name\n{cells}\n").students] == names


def test_a_wrong_row_is_one_line_and_the_others_count(tmp_path):
    text = (
        "id,email\nalice,a@example.edu\n,nobody@example.edu\nbob,A@example.edu\n"
        "carol,c@example.edu,too,many\ndave,d@x\ndave,e@x\n\x1b[2Jeve,\n"
    )
    found = roster(tmp_path, text)
    assert [student.id for student in found.students] == ["alice", "bob"]
    assert found.problems == (
        "roster.csv, line 3: has no id; the line is left out",
        "roster.csv, line 5: has 4 cells where the first line names 2 columns; the line is left out",
        "roster.csv, line 8: the id '\\x1b[2Jeve' holds characters that cannot be printed; the line is left out",
        "roster.csv, lines 6 and 7: the same id 'dave'; all of them are left out",
        "roster.csv, lines 2 and 4: the same e-mail address 'a@example.edu'; they are kept, and known by their ids",
    )


def test_a_name_that_two_students_have_is_nobodys(tmp_path):
    known = roster(tmp_path, "id,email,github\nalice,X@x,al\nbob,x@X,bob-gh\n").known_as()
    assert {name: student.id for name, student in known.items()} == {
        "alice": "alice",
        "bob": "bob",
        "al": "alice",
        "bob-gh": "bob",
    }


def test_an_id_is_not_taken_over_by_somebody_elses_alias(tmp_path):
    known = roster(tmp_path, "id,github\nalice,bob\nbob,x\n").known_as()
    assert known["bob"].id == "bob"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name,email\nAda,a@x\n", r"roster\.csv: has no column 'id'"),
        (b"id,email,E-mail,email\n", r"names the column 'email' twice"),
        (b"\n\n", r"is empty"),
        (b"id\n\xff\xfe\n", r"line 2 is not UTF-8"),
        (b'id\n"' + b"x" * 200_000, r"line \d+ is not CSV"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(tmp_path, data, message):
    (tmp_path / "roster.csv").write_bytes(data)
    with pytest.raises(ManifestError, match=message):
        read_roster(tmp_path / "roster.csv")


def test_a_missing_roster_says_what_to_correct(tmp_path):
    with pytest.raises(ManifestError, match="cannot be read: No such file") as caught:
        read_roster(tmp_path / "roster.csv")
    assert caught.value.tip == "Correct roster in course.toml, or name another file."
