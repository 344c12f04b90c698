"""What lies in files and folders becomes submissions, and what is unsafe one line each."""

import json
import os
import shutil
import socket
import tempfile
import time
import unicodedata
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.intake import IntakeLimits, read_cohort
from autograder.model import Assignment, Cell, Exercise, Module, Text
from autograder.notebook.extract import ReadingLimits

EXERCISES = tuple(Exercise(name, Decimal(1)) for name in ("conv_output_size", "attention", "gradient_step"))
ASSIGNMENT = Assignment("essentials", Text("Essentials"), EXERCISES)


def notebook(*sources):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "cells": cells}, ensure_ascii=False)


def write(path, content, *, day=1):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    changed = time.mktime((2026, 12, day, 0, 0, 0, 0, 0, -1))
    os.utime(path, (changed, changed))
    return path


@pytest.fixture
def folder(tmp_path):
    """A cohort with one good submission, the neighbour of whatever a test adds."""
    write(tmp_path / "cohort/zoe.ipynb", notebook("def attention(): ..."))
    return tmp_path / "cohort"


def read(folder, **more):
    """All submissions of the cohort by id; the neighbour must be among them."""
    cohort = read_cohort([folder], ASSIGNMENT, **more)
    found = {submission.id: submission for submission in cohort.submissions}
    assert found["zoe"].cells == (Cell("cell 1", "def attention(): ..."),)
    return found | {entry.id: entry.reason for entry in cohort.unreadable}


def read_one(path, **more):
    cohort = read_cohort([path], ASSIGNMENT, one=True, **more)
    assert cohort.unreadable == ()
    (submission,) = cohort.submissions
    return submission


def refusal(path, **more):
    cohort = read_cohort([path], ASSIGNMENT, one=True, **more)
    assert cohort.submissions == ()
    (entry,) = cohort.unreadable
    assert entry.reason.startswith(str(path))
    assert "\n" not in entry.reason
    return entry.reason


# What a path is


def test_children_of_a_folder_are_submissions_sorted_by_id(folder):
    write(folder / "kim.py", "def attention(): 1")
    write(folder / "lee/work.ipynb", notebook("def attention(): 2"))
    write(folder / "notes.txt", "who handed in what")
    write(folder / ".ipynb_checkpoints/kim-checkpoint.ipynb", notebook())
    write(folder / "._kim.ipynb", "AppleDouble")
    write(folder / "conftest.py", "raise SystemExit")
    cohort = read_cohort([folder], ASSIGNMENT)
    assert [(s.id, s.file, s.cells[0]) for s in cohort.submissions] == [
        ("kim", str(folder / "kim.py"), Cell("kim.py", "def attention(): 1")),
        ("lee", str(folder / "lee"), Cell("cell 1", "def attention(): 2")),
        ("zoe", str(folder / "zoe.ipynb"), Cell("cell 1", "def attention(): ...")),
    ]
    assert cohort.unreadable == ()


def test_several_paths_are_one_cohort_and_a_place_counts_once(folder, tmp_path):
    other = write(tmp_path / "late/amy.ipynb", notebook("x = 1"))
    cohort = read_cohort([folder, other, folder / "zoe.ipynb", folder / "../cohort"], ASSIGNMENT)
    assert [submission.id for submission in cohort.submissions] == ["amy", "zoe"]
    assert cohort.unreadable == ()


def test_with_one_the_folder_itself_is_the_submission(tmp_path):
    write(tmp_path / "kim/essentials.ipynb", notebook("import util"))
    write(tmp_path / "kim/util.py", "y = 2")
    submission = read_one(tmp_path / "kim")
    assert (submission.id, submission.cells) == ("kim", (Cell("cell 1", "import util"),))
    assert submission.modules == (Module("util", "y = 2"),)
    assert submission.notes == ()


@pytest.mark.parametrize("one", [False, True])
def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path, one):
    with pytest.raises(UsageError, match=r"nobody\.ipynb does not exist"):
        read_cohort([tmp_path / "nobody.ipynb"], ASSIGNMENT, one=one)


@pytest.mark.parametrize("one", [False, True])
def test_an_empty_folder_is_a_usage_error(tmp_path, one):
    expected = r"empty holds no submission: expected \*\.ipynb, \*\.py, \*\.zip or folders"
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=expected):
        read_cohort([tmp_path / "empty"], ASSIGNMENT, one=one)


def test_a_folder_of_other_files_is_a_usage_error(tmp_path):
    write(tmp_path / "papers/1.pdf", "")
    write(tmp_path / "papers/.ipynb_checkpoints/a.ipynb", notebook())
    with pytest.raises(UsageError, match="papers holds no submission"):
        read_cohort([tmp_path / "papers"], ASSIGNMENT)


def test_a_file_of_another_kind_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match=r"a\.pdf is not a submission: expected \*\.ipynb"):
        read_cohort([write(tmp_path / "a.pdf", "")], ASSIGNMENT)
    with pytest.raises(UsageError, match="no path was given"):
        read_cohort([], ASSIGNMENT)


def test_a_path_that_is_a_link_is_the_instructors_choice(tmp_path):
    write(tmp_path / "store/77.ipynb", notebook("x"))
    (tmp_path / "kim.ipynb").symlink_to(tmp_path / "store/77.ipynb")
    (tmp_path / "cohort").symlink_to(tmp_path / "store")
    assert read_one(tmp_path / "kim.ipynb").id == "kim"
    assert read_cohort([tmp_path / "cohort"], ASSIGNMENT).submissions[0].file == str(tmp_path / "cohort/77.ipynb")


# Ids


@pytest.mark.parametrize(
    "name, student",
    [
        (unicodedata.normalize("NFD", "김민수"), "김민수"),
        ("과제 1 (수정) (1)", "과제 1 (수정) (1)"),
        ("a  b\u00a0c ", "a b c"),
        ("v1.2 final", "v1.2 final"),
        ("\U0001f469\u200d\U0001f393 amy", "\U0001f469\U0001f393 amy"),
        ("'; rm -rf ~;#", "'; rm -rf ~;#"),
        ("back\\slash", "back_slash"),
    ],
)
def test_an_id_is_the_name_in_nfc_and_printable(folder, name, student):
    write(folder / f"{name}.ipynb", notebook("x = 1"))
    assert read(folder)[student].cells == (Cell("cell 1", "x = 1"),)


def test_a_long_name_gives_a_bounded_id_that_is_still_its_own(folder):
    for last in "ab":
        write(folder / f"{'가' * 80}{last}.ipynb", notebook(last))
    ids = sorted(set(read(folder)) - {"zoe"})
    assert len(ids) == 2
    assert all(len(student.encode()) <= 120 and student.startswith("가" * 30) for student in ids)


def test_two_submissions_with_one_id_are_both_listed(folder):
    write(folder / "kim.ipynb", notebook("1"))
    write(folder / "kim/essentials.ipynb", notebook("2"))
    cohort = read_cohort([folder], ASSIGNMENT)
    assert [submission.id for submission in cohort.submissions] == ["zoe"]
    assert [entry.id for entry in cohort.unreadable] == ["kim", "kim"]
    for entry in cohort.unreadable:
        assert f"{folder}/kim and {folder}/kim.ipynb have the same id kim" in entry.reason


def test_composed_and_decomposed_names_are_one_id(folder):
    for form in ("NFC", "NFD"):
        write(folder / f"{unicodedata.normalize(form, '한글')}.ipynb", notebook(form))
    assert read(folder)["한글"].count("한글.ipynb") == 1
    assert "have the same id 한글" in read(folder)["한글"]


@pytest.mark.parametrize(
    "name, shown",
    [
        ("a\x1b[2J", "a\\x1b[2J"),
        ("line\nbreak", "line\\nbreak"),
        ("\u202egnp", "\\u202egnp"),
        (os.fsdecode(b"\xb1\xe8"), "\\udcb1\\udce8"),
    ],
)
def test_a_name_with_control_characters_is_refused_and_shown_as_an_escape(folder, name, shown):
    write(folder / f"{name}.ipynb", notebook("x"))
    found = read(folder)
    assert found[shown] == (
        f"{folder}/{shown}.ipynb has a name with control characters or broken text; rename it and grade again"
    )


# What is refused while the rest is read


def test_a_folder_without_code_says_what_is_in_it(folder):
    (folder / "kim").mkdir()
    for name in ("b.docx", "a.pdf", "c.jpg", "d.jpg"):
        write(folder / f"lee/{name}", "")
    found = read(folder)
    tip = "; ask the student to hand in the notebook itself"
    assert found["kim"] == f"{folder}/kim holds no notebook and no .py file{tip}"
    assert found["lee"] == f"{folder}/lee holds no notebook and no .py file, only 'a.pdf', 'b.docx', 'c.jpg', ...{tip}"


def test_malformed_and_oversized_notebooks_are_refused(folder):
    write(folder / "kim.ipynb", '{"cells": [')
    write(folder / "lee.ipynb", "[" * 500_000)
    with (folder / "park.ipynb").open("wb") as file:
        file.truncate(500 * 2**20)
    found = read(folder)
    assert found["kim"].startswith(f"{folder}/kim.ipynb is not valid JSON: Expecting value at line 1, column 12; ask")
    assert "is not a notebook: it is nested too deeply" in found["lee"]
    assert "park.ipynb is 500 MB, more than the 50 MB that are read; ask the student to clear the" in found["park"]


def test_links_are_not_followed_out_of_a_submission(folder, tmp_path):
    secret = write(tmp_path / "solutions/essentials.ipynb", notebook("the reference"))
    (folder / "kim.ipynb").symlink_to(secret)
    (folder / "lee").symlink_to(secret.parent)
    (folder / "gone.ipynb").symlink_to(tmp_path / "nothing")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "park").mkdir()
    (folder / "park/essentials.ipynb").symlink_to(secret)
    found = read(folder)
    assert found["kim"] == f"{folder}/kim.ipynb is a link, not a file; links are not followed"
    assert found["lee"] == f"{folder}/lee is a link, not a file; links are not followed"
    assert found["gone"] == f"{folder}/gone.ipynb is a link, not a file; links are not followed"
    assert found["park"] == f"{folder}/park holds 'essentials.ipynb', which is a link, not a file"
    assert "the reference" not in repr(found)


def test_a_link_to_a_folder_inside_a_submission_is_left_out_with_a_note(folder, tmp_path):
    write(tmp_path / "solutions/attention.py", "the reference")
    write(folder / "kim/essentials.ipynb", notebook("x"))
    (folder / "kim/tools").symlink_to(tmp_path / "solutions")
    submission = read(folder)["kim"]
    assert submission.modules == ()
    assert submission.notes == ("The link 'tools' was not followed.",)


def test_pipes_sockets_and_devices_are_refused_without_waiting(folder):
    os.mkfifo(folder / "kim.ipynb")
    os.mkfifo(folder / "zip.zip")
    (folder / "lee").mkdir()
    os.mkfifo(folder / "lee/essentials.ipynb")
    (folder / "park").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder / "park")  # the path of a socket is short
        try:
            listener.bind("answer.py")
        finally:
            os.chdir(here)
    found = read(folder)
    assert found["kim"] == f"{folder}/kim.ipynb is a named pipe, not a file; links are not followed"
    assert found["zip"] == f"{folder}/zip.zip is a named pipe, not a file; links are not followed"
    assert found["lee"] == f"{folder}/lee holds 'essentials.ipynb', which is a named pipe, not a file"
    assert found["park"] == f"{folder}/park holds 'answer.py', which is a socket, not a file"


def test_pipes_of_other_kinds_are_nobodys_business(folder):
    write(folder / "kim/essentials.ipynb", notebook("x"))
    os.mkfifo(folder / "kim/log")
    assert read(folder)["kim"].notes == ()


@contextmanager
def as_ordinary_user():
    """Root may read everything, so a test of permissions must not be root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """A cohort that an ordinary user can reach, which pytest's own folders are not."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    write(root / "zoe.ipynb", notebook("def attention(): ..."))
    yield root
    (root / "lee").chmod(0o755)
    shutil.rmtree(root)


def test_what_may_not_be_read_is_refused(open_folder):
    write(open_folder / "kim.ipynb", notebook("x")).chmod(0)
    write(open_folder / "lee/essentials.ipynb", notebook("x"))
    write(open_folder / "han.zip", "x").chmod(0)
    (open_folder / "lee").chmod(0)
    with as_ordinary_user():
        found = read(open_folder)
        with pytest.raises(UsageError, match="lee cannot be read: Permission denied"):
            read_cohort([open_folder / "lee"], ASSIGNMENT)
    assert found["kim"] == f"{open_folder}/kim.ipynb cannot be read: 'kim.ipynb': Permission denied"
    assert found["lee"] == f"{open_folder}/lee cannot be read: Permission denied"
    assert found["han"] == f"{open_folder}/han.zip cannot be read: Permission denied"


@pytest.mark.parametrize("name", ["kim.rar", "kim.7z", "kim.egg", "kim.tar.gz"])
def test_archives_of_other_kinds_are_somebodys_submission(folder, name):
    write(folder / name, "x")
    assert "archive, which is not opened; ask for a zip" in read(folder)[name.rpartition(".")[0]]


@pytest.mark.parametrize(
    "limits, reason",
    [
        (IntakeLimits(files=2), "holds 3 notebooks and .py files, more than the 2 that are read"),
        (IntakeLimits(members=3), "holds more than 3 files"),
        (IntakeLimits(total_bytes=150), "holds more than 150 bytes of notebooks and .py files"),
        (IntakeLimits(depth=2), "holds the path 'data/images/1.png' with 17 characters in 3 levels"),
        (IntakeLimits(path_chars=16), "holds the path 'data/images/1.png' with 17 characters in 3 levels"),
        (IntakeLimits(reading=ReadingLimits(notebook_bytes=80)), "more than the 80 bytes that are read"),
        (IntakeLimits(reading=ReadingLimits(cells=1)), "has 2 code cells, more than the 1 that are read"),
    ],
)
def test_a_submission_is_bounded(tmp_path, limits, reason):
    write(tmp_path / "kim/essentials.ipynb", notebook("x = 1", "y = 2"))
    write(tmp_path / "kim/util.py", "z = 3" * 10)
    write(tmp_path / "kim/more.py", "z = 3")
    write(tmp_path / "kim/data/images/1.png", "")
    assert read_one(tmp_path / "kim").id == "kim"
    assert reason in refusal(tmp_path / "kim", limits=limits)


def test_names_that_differ_only_in_case_are_refused(folder):
    write(folder / "kim/Util.py", "1")
    write(folder / "kim/util.py", "2")
    write(folder / "kim/essentials.ipynb", notebook("import util"))
    assert "holds two files of one name: 'Util.py' and 'util.py'" in read(folder)["kim"]


def test_a_control_character_inside_a_submission_is_refused_only_where_it_is_read(folder):
    write(folder / "kim/essentials.ipynb", notebook("x"))
    write(folder / "kim/plot\x1b[2J.png", "")
    write(folder / "lee/\x1b]0;owned\x07.py", "x")
    found = read(folder)
    assert found["kim"].notes == ()
    assert "control characters or broken text: '\\x1b]0;owned\\x07.py'" in found["lee"]
    assert "\x1b" not in found["lee"]


def test_a_folder_with_nothing_but_one_zip_is_read_through_it(tmp_path):
    write(tmp_path / "kim/report.pdf", "")
    write(tmp_path / "plain/essentials.ipynb", notebook("zipped"))
    shutil.make_archive(str(tmp_path / "kim/hand-in"), "zip", tmp_path / "plain")
    submission = read_one(tmp_path / "kim")
    assert submission.cells == (Cell("cell 1", "zipped"),)
    assert submission.notes == ("Read from 'hand-in.zip'.",)
    write(tmp_path / "kim/hand-in.zip", "PK no more")
    assert "kim: 'hand-in.zip' cannot be unpacked: the zip is damaged" in refusal(tmp_path / "kim")
