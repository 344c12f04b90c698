"""Bulk downloads of Moodle and Canvas are cohorts, as one zip or unpacked; ids are the platform's."""

import json
import zipfile
from decimal import Decimal

import pytest

from autograder.intake import read_cohort
from autograder.intake.platforms import shares
from autograder.model import Assignment, Cell, Exercise, Module, Text

ASSIGNMENT = Assignment("essentials", Text("Essentials"), (Exercise("attention", Decimal(1)),))


def notebook(source):
    return json.dumps({"cells": [{"cell_type": "code", "source": source}]})


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def unpacked(path, files):
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture(params=["zip", "folder"])
def cohort(request, tmp_path):
    """A cohort of these files, given as the zip of the platform or as the folder someone unpacked."""

    def read(files):
        path = zipped(tmp_path / "all.zip", files) if request.param == "zip" else unpacked(tmp_path / "all", files)
        found = read_cohort([path], ASSIGNMENT)
        submissions = {submission.id: submission for submission in found.submissions}
        return submissions | {entry.id: entry.reason for entry in found.unreadable}

    return read


def test_moodle_folders(cohort, tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"hw/essentials.ipynb": notebook("zipped")}).read_bytes()
    found = cohort(
        {
            "Ada Lovelace_4711_assignsubmission_file_/answer.ipynb": notebook("ada"),
            "Ada Lovelace_4711_assignsubmission_file_/nets/cnn.py": "x = 1",
            "Ada Lovelace_4711_assignsubmission_onlinetext_/onlinetext.html": "<p>hello",
            "김 민수_4712_assignsubmission_file_/essentials.ipynb": notebook("kim"),
            "Group B_lab_4713_assignsubmission_file_/all.zip": inner,
            "No One_4714_assignsubmission_onlinetext_/onlinetext.html": "<p>sorry",
            "Broken_4715_assignsubmission_file_/essentials.ipynb": "{",
        },
    )
    assert sorted(found) == ["4711", "4712", "4713", "4714", "4715"]
    assert found["4711"].cells == (Cell("cell 1", "ada"),)
    assert found["4711"].modules == (Module("nets.cnn", "x = 1"),)
    assert found["4711"].notes == ("Moodle participant 4711, 'Ada Lovelace'.",)
    assert found["4712"].notes == ("Moodle participant 4712, '김 민수'.",)
    assert found["4713"].cells == (Cell("cell 1", "zipped"),)
    assert found["4713"].notes == ("Moodle participant 4713, 'Group B_lab'.", "Read from 'all.zip'.")
    assert "holds no notebook and no .py file, only 'onlinetext.html'" in found["4714"]
    assert "is not valid JSON" in found["4715"]


def test_moodle_files_without_folders(cohort):
    found = cohort(
        {
            "Ada Lovelace_4711_assignsubmission_file_essentials.ipynb": notebook("ada"),
            "Ada Lovelace_4711_assignsubmission_file_util.py": "x = 1",
            "Eve_4712_assignsubmission_file_Ada Lovelace_4711_assignsubmission_file_x.ipynb": notebook("eve"),
        },
    )
    assert {student: submission.cells[0].source for student, submission in found.items()} == {
        "4711": "ada",
        "4712": "eve",  # what follows the first match is Eve's to choose
    }
    assert found["4711"].modules == (Module("util", "x = 1"),)


def test_canvas_files(cohort):
    found = cohort(
        {
            "lovelaceada_LATE_12345_67890_essentials-1.ipynb": notebook("ada, again"),
            "lovelaceada_LATE_12345_67891_essentials.ipynb": notebook("ada, at first"),
            "lovelaceada_LATE_12345_67892_draft.ipynb": notebook("def attention(): ..."),
            "kimminsu_222_67893_essentials.ipynb": notebook("kim 222"),
            "kimminsu_333_67894_essentials.ipynb": notebook("kim 333"),
            "eve_444_67895_lovelaceada_12345_67896_essentials.ipynb": notebook("eve"),
            "noone_555_67897_report.pdf": "x",
        },
    )
    assert sorted(found) == ["eve", "kimminsu-222", "kimminsu-333", "lovelaceada", "noone"]
    assert found["lovelaceada"].cells == (Cell("cell 1", "ada, again"),)
    assert found["lovelaceada"].notes == (
        "Canvas user 12345, 'lovelaceada', handed in late.",
        "Took resubmission 1 of 'essentials.ipynb'.",
        "Chose 'essentials.ipynb' among 2 notebooks: it has the name the assignment asks for.",
    )
    assert found["kimminsu-333"].cells == (Cell("cell 1", "kim 333"),)
    assert found["kimminsu-333"].notes == ("Canvas user 333, 'kimminsu'.",)
    assert found["eve"].cells == (Cell("cell 1", "eve"),)
    assert "holds no notebook and no .py file, only 'report.pdf'" in found["noone"]


def test_an_attack_in_a_bulk_zip_costs_only_its_author(tmp_path):
    path = zipped(
        tmp_path / "all.zip",
        {
            "Ada_4711_assignsubmission_file_/essentials.ipynb": notebook("ada"),
            "Eve_4712_assignsubmission_file_/../../essentials.ipynb": notebook("eve"),
            "Bomb_4713_assignsubmission_file_/essentials.ipynb": notebook("x" * (5 << 20)),
        },
    )
    found = read_cohort([path], ASSIGNMENT)
    assert [submission.id for submission in found.submissions] == ["4711"]
    eve, bomb = found.unreadable
    assert eve.reason == (
        f"{path}: Eve_4712_assignsubmission_file_ holds '../../essentials.ipynb', "
        "a path that leads out of the submission"
    )
    assert "holds 5242880 characters of code" in bomb.reason


def test_a_students_zip_cannot_pose_as_a_bulk_download(tmp_path):
    """It could hand in work under another student's id and so have both set aside."""
    zipped(tmp_path / "eve.zip", {"Ada_4711_assignsubmission_file_/essentials.ipynb": notebook("eve")})
    (tmp_path / "4711.ipynb").write_text(notebook("ada"))
    found = read_cohort([tmp_path], ASSIGNMENT)
    assert [(submission.id, submission.cells[0].source) for submission in found.submissions] == [
        ("4711", "ada"),
        ("eve", "eve"),
    ]
    (one,) = read_cohort([tmp_path / "eve.zip"], ASSIGNMENT, one=True).submissions
    assert one.id == "eve"


def test_a_zip_with_any_other_name_in_it_is_one_submission(tmp_path):
    files = {"Ada_4711_assignsubmission_file_/essentials.ipynb": notebook("x"), "util.py": ""}
    assert [s.id for s in read_cohort([zipped(tmp_path / "kim.zip", files)], ASSIGNMENT).submissions] == ["kim"]


def test_files_of_a_download_may_be_named_one_by_one(tmp_path):
    files = {"kim_222_67893_a.ipynb": notebook("kim"), "A_4711_assignsubmission_file_x.py": "ada"}
    unpacked(tmp_path, files)
    found = read_cohort(sorted(tmp_path.iterdir()), ASSIGNMENT).submissions
    assert [(s.id, s.notes) for s in found] == [
        ("4711", ("Moodle participant 4711, 'A'.",)),
        ("kim", ("Canvas user 222, 'kim'.",)),
    ]
    (one,) = read_cohort([tmp_path / "kim_222_67893_a.ipynb"], ASSIGNMENT, one=True).submissions
    assert one.id == "kim_222_67893_a"


def test_one_number_with_two_names_is_no_ones(cohort):
    folder = "_4711_assignsubmission_file_/essentials.ipynb"
    assert "have the same id 4711" in cohort({f"Ada{folder}": notebook("1"), f"Eve{folder}": notebook("2")})["4711"]


@pytest.mark.parametrize("name", ["kim_2026_03_15.ipynb", "kim_2026_12_15.ipynb", "hw_1_2_final.ipynb", "_1_999_x.py"])
def test_dates_and_numbers_are_no_canvas_names(name):
    assert shares([name]) == ()


def test_a_canvas_name_among_others_is_a_name():
    """Somebody who calls a file so in an ordinary folder keeps it as it is."""
    assert shares(["kim_123_4567_x.ipynb", "lee.ipynb"]) == ()
    assert len(shares(["kim_123_4567_x.ipynb", "roster.csv"])) == 1


# ---- attempts

FIRST, SECOND = "2026-12-01-10-00-00", "2026-12-02-09-30-00"


def attempts(cohort):
    return {submission.id: submission for submission in cohort.submissions}, cohort.earlier


@pytest.mark.parametrize("pack", [zipped, unpacked])
def test_blackboard_names_say_who_and_when_and_several_are_attempts(pack, tmp_path):
    files = {
        f"HW 1_alice_attempt_{SECOND}_essentials.ipynb": notebook("second"),
        f"HW 1_alice_attempt_{SECOND}.txt": "Name: Alice",
        f"HW 1_alice_attempt_{FIRST}_essentials.ipynb": notebook("first"),
        f"HW 1_bob_attempt_{FIRST}_essentials.ipynb": notebook("bob"),
    }
    last, earlier = attempts(
        read_cohort([pack(tmp_path / ("all.zip" if pack is zipped else "all"), files)], ASSIGNMENT)
    )
    assert last["alice"].cells == (Cell("cell 1", "second"),)
    assert [(entry.id, entry.submitted_at, entry.cells) for entry in earlier] == [
        ("alice", "2026-12-01T10:00:00", (Cell("cell 1", "first"),))
    ]
    assert last["bob"].submitted_at == "2026-12-01T10:00:00"


def test_nbgraders_exchange_says_who_and_when(tmp_path):
    folder = unpacked(
        tmp_path / "inbound",
        {"ada+essentials+2026-12-01 10:00:00.123456 UTC+bm9uY2U/essentials.ipynb": notebook("ada")},
    )
    ((ada,), ()) = (read_cohort([folder], ASSIGNMENT).submissions, read_cohort([folder], ASSIGNMENT).earlier)
    assert (ada.id, ada.submitted_at) == ("ada", "2026-12-01T10:00:00+00:00")


def test_when_it_was_handed_in_is_no_part_of_the_digest(tmp_path):
    for day in (FIRST, SECOND):
        unpacked(tmp_path / day, {f"HW_ada_attempt_{day}_essentials.ipynb": notebook("same")})
    one, other = (read_cohort([tmp_path / day], ASSIGNMENT).submissions[0] for day in (FIRST, SECOND))
    assert one.submitted_at != other.submitted_at
    assert one.digest == other.digest


def test_two_of_one_id_without_times_are_still_nobodys(tmp_path):
    folder = unpacked(
        tmp_path / "all",
        {f"HW_ada_attempt_{FIRST}_essentials.ipynb": notebook("x"), "ada.ipynb": notebook("y")},
    )
    cohort = read_cohort([folder], ASSIGNMENT)
    assert (cohort.submissions, cohort.earlier) == ((), ())
    assert [entry.id for entry in cohort.unreadable] == ["ada", "ada"]


def test_an_attempt_that_cannot_be_read_gives_way_and_is_told(tmp_path):
    files = {
        f"HW_ada_attempt_{FIRST}_essentials.ipynb": notebook("first"),
        f"HW_ada_attempt_{SECOND}_essentials.ipynb": "{",
    }
    (ada,) = read_cohort([unpacked(tmp_path / "all", files)], ASSIGNMENT).submissions
    assert ada.cells == (Cell("cell 1", "first"),)
    assert ada.notes[-1].startswith("The attempt of 2026-12-02T09:30:00 cannot be read: ")


@pytest.mark.parametrize(
    "imitation",
    [
        f"evaeve_222_67890_HW_ada_attempt_{FIRST}_essentials.ipynb",
        "evaeve_222_67890_x+essentials+2026-12-01 10:00:00 UTC+n.ipynb",
        f"Eva Eve_4711_assignsubmission_file_HW_ada_attempt_{FIRST}_essentials.ipynb",
        f"HW_evaeve_attempt_{FIRST}_HW_ada_attempt_{SECOND}_essentials.ipynb",
    ],
)
def test_nobody_hands_in_for_somebody_else_by_the_name_of_a_file(imitation):
    assert {share.id for share in shares([imitation])} <= {"evaeve", "4711"}


def test_two_users_whose_names_end_alike_stay_two():
    found = shares([f"HW_kim_lee_attempt_{FIRST}_a.ipynb", f"HW_park_lee_attempt_{FIRST}_a.ipynb"])
    assert sorted(share.id for share in found) == ["HW_kim_lee", "HW_park_lee"]


def test_a_moment_that_no_calendar_has_is_a_name_like_any_other():
    assert shares(["HW_ada_attempt_2026-13-41-10-00-00_a.ipynb"]) == ()
