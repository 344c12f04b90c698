"""Zips: read into memory, counted as they unpack, and refused for every known trick while the neighbour is read."""

import io
import json
import os
import stat
import struct
import unicodedata
import zipfile
from decimal import Decimal

import pytest

from autograder.intake import IntakeLimits, read_cohort
from autograder.model import Assignment, Cell, Exercise, Module, Text

ASSIGNMENT = Assignment("essentials", Text("Essentials"), (Exercise("attention", Decimal(1)),))
NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]})


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, content) pairs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def info(name, *, mode=0o644, flags=0, date=(2026, 12, 1, 0, 0, 0)):
    made = zipfile.ZipInfo(name, date)
    made.external_attr = mode << 16
    made.flag_bits = flags
    return made


def read(folder, **more):
    """The submission or reason under ``kim``; the neighbour in the same folder must be read."""
    zipped(folder / "zoe.zip", [("essentials.ipynb", NOTEBOOK)])
    cohort = read_cohort([folder], ASSIGNMENT, **more)
    assert [s.cells for s in cohort.submissions if s.id == "zoe"] == [(Cell("cell 1", "x = 1"),)]
    (result,) = [*(s for s in cohort.submissions if s.id == "kim"), *(u.reason for u in cohort.unreadable)]
    return result


def refusal(folder, **more):
    reason = read(folder, **more)
    assert isinstance(reason, str)
    assert "\n" not in reason
    return reason.removeprefix(f"{folder}/kim.zip ")


def test_a_zip_is_one_submission_with_its_modules(tmp_path):
    members = [("hw/essentials.ipynb", NOTEBOOK), ("hw/util.py", "y = 2"), ("hw/data/", ""), ("hw/data/x.csv", "1")]
    junk = [("__MACOSX/hw/._essentials.ipynb", "x"), ("hw/.git/config.py", "x"), ("hw/venv/pip.py", "x")]
    zipped(tmp_path / "kim.zip", members + junk)
    submission = read(tmp_path)
    assert submission.cells == (Cell("cell 1", "x = 1"),)
    assert submission.modules == (Module("util", "y = 2"),)
    assert submission.notes == ()
    assert read_cohort([tmp_path / "kim.zip"], ASSIGNMENT).submissions == (submission,)


def test_the_newest_member_is_taken_by_its_date(tmp_path):
    old, new = info("new name.ipynb"), info("old name.ipynb", date=(2026, 12, 2, 0, 0, 0))
    zipped(tmp_path / "kim.zip", [(old, NOTEBOOK), (new, NOTEBOOK)])
    assert read(tmp_path).notes == ("Chose 'old name.ipynb' among 2 notebooks: it is the newest.",)


def test_an_impossible_date_is_the_oldest(tmp_path):
    odd, plain = info("a.ipynb", date=(2026, 15, 40, 31, 0, 0)), info("b.ipynb", date=(1980, 1, 1, 0, 0, 0))
    zipped(tmp_path / "kim.zip", [(odd, NOTEBOOK), (plain, NOTEBOOK)])
    assert read(tmp_path).notes == ("Chose 'b.ipynb' among 2 notebooks: it is the newest.",)


@pytest.mark.parametrize(
    "raw",
    ["과제/도구.py".encode("cp949"), unicodedata.normalize("NFD", "과제/도구.py").encode()],
    ids=["Korean Windows", "macOS"],
)
def test_names_without_an_encoding_are_read_as_their_systems_write_them(tmp_path, raw):
    placeholder = "Z" * len(raw)
    zipped(tmp_path / "kim.zip", [("과제/essentials.ipynb", NOTEBOOK), (placeholder, "y = 2")])
    data = (tmp_path / "kim.zip").read_bytes().replace(placeholder.encode(), raw)
    (tmp_path / "kim.zip").write_bytes(data)
    assert read(tmp_path).modules == (Module("도구", "y = 2"),)


def test_backslashes_and_leading_dots_are_separators(tmp_path):
    zipped(tmp_path / "kim.zip", [("./hw/essentials.ipynb", NOTEBOOK), ("hw\\tools\\util.py", "y = 2")])
    assert read(tmp_path).modules == (Module("tools.util", "y = 2"),)


LEADS_OUT = "a path that leads out of the submission"


@pytest.mark.parametrize(
    "name, reason",
    [
        ("../../evil.py", f"holds '../../evil.py', {LEADS_OUT}"),
        ("a/../../evil.py", f"holds 'a/../../evil.py', {LEADS_OUT}"),
        ("..\\evil.py", f"holds '../evil.py', {LEADS_OUT}"),
        ("/tmp/evil.py", f"holds '/tmp/evil.py', {LEADS_OUT}"),
        ("C:\\evil.py", f"holds 'C:/evil.py', {LEADS_OUT}"),
        ("a//evil.py", f"holds 'a//evil.py', {LEADS_OUT}"),
        ("../harmless.txt", f"holds '../harmless.txt', {LEADS_OUT}"),
        (".git/../../evil.py", f"holds '.git/../../evil.py', {LEADS_OUT}"),
        ("a\x1b[2Jb.py", "holds a file name with control characters or broken text: 'a\\x1b[2Jb.py'"),
        ("/".join("abcdefghijklmnop") + ".py", "in 16 levels, more than 400 in 12"),
        ("a" * 500 + ".py", "with 503 characters in 1 levels, more than 400 in 12"),
    ],
)
def test_paths_that_leave_or_hide_are_refused(tmp_path, name, reason):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK), (name, "x = 1")])
    assert reason in refusal(tmp_path)


def test_a_null_byte_cannot_hide_the_rest_of_a_name(tmp_path):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK), ("aaaaZ.py", "x")])
    data = (tmp_path / "kim.zip").read_bytes().replace(b"aaaaZ.py", b"aaaa\0.py")
    (tmp_path / "kim.zip").write_bytes(data)
    assert "control characters or broken text: 'aaaa\\x00.py'" in refusal(tmp_path)


@pytest.mark.parametrize("mode, what", [(stat.S_IFLNK | 0o777, "a link"), (stat.S_IFIFO | 0o644, "no plain file")])
def test_links_and_pipes_are_refused(tmp_path, mode, what):
    zipped(tmp_path / "kim.zip", [(info("essentials.ipynb", mode=mode), "/etc/passwd")])
    assert refusal(tmp_path) == f"holds 'essentials.ipynb', which is {what}; ask for a zip of plain files"


def test_an_encrypted_zip_is_refused(tmp_path):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK)])
    data = bytearray((tmp_path / "kim.zip").read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "kim.zip").write_bytes(data)
    assert refusal(tmp_path) == "is encrypted ('essentials.ipynb'); ask for a zip without a password"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_measure_are_refused(tmp_path, method):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK)], method)
    expected = f"holds 'essentials.ipynb', packed by method {method}, which is not read; ask the student for an"
    assert refusal(tmp_path) == f"{expected} ordinary zip"


def test_a_bomb_is_refused_by_its_ratio(tmp_path):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", b" " * (40 << 20))])
    assert refusal(tmp_path) == "is a zip bomb: 'essentials.ipynb' grows 200 times when unpacked"


def test_a_bomb_that_lies_about_its_size_is_still_counted(tmp_path):
    """The header says 10 bytes; what counts is what comes out."""
    zipped(tmp_path / "kim.zip", [("answer.py", os.urandom(1 << 20).hex() * 4)])
    data = bytearray((tmp_path / "kim.zip").read_bytes())
    struct.pack_into("<L", data, 22, 10)
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, 10)
    (tmp_path / "kim.zip").write_bytes(data)
    assert "kim.zip cannot be unpacked: 'answer.py' in the zip is damaged" in read(tmp_path)


@pytest.mark.parametrize(
    "limits, reason",
    [
        (IntakeLimits(files=3), "holds 4 notebooks and .py files, more than the 3 that are read"),
        (IntakeLimits(members=5), "holds more than 5 files"),
        (IntakeLimits(total_bytes=3000), "holds more than 3000 bytes of notebooks and .py files"),
        (IntakeLimits(ratio=2, ratio_floor=500), "is a zip bomb: 'a.py' grows 2 times when unpacked"),
        (IntakeLimits(table_bytes=200), "lists so many files that the list has"),
    ],
)
def test_a_zip_is_bounded(tmp_path, limits, reason):
    members = [("essentials.ipynb", NOTEBOOK), *((f"{name}.py", "#" * 1000) for name in "abc")]
    zipped(tmp_path / "kim.zip", members + [(f"data/{n}.csv", "") for n in range(2)])
    assert read(tmp_path).id == "kim"
    assert reason in refusal(tmp_path, limits=limits)


def test_a_hundred_thousand_names_are_not_even_listed(tmp_path):
    zipped(tmp_path / "kim.zip", [(f"{n}.csv", "") for n in range(3)])
    data = (tmp_path / "kim.zip").read_bytes()
    start = data.index(b"PK\1\2")
    entry = data[start : data.index(b"PK\1\2", start + 1)]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 100_000 * len(entry), start, 0)
    (tmp_path / "kim.zip").write_bytes(data[:start] + entry * 100_000 + end)
    assert "lists so many files that the list has 4.864 MB; 4 MB are read" in refusal(tmp_path)


@pytest.mark.parametrize("twin", ["Util.py", "util.py", unicodedata.normalize("NFD", "유틸.py")])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_and_case_colliding_names_are_refused(tmp_path, twin):
    first = "유틸.py" if "util" not in twin.lower() else "util.py"
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK), (first, "1"), (twin, "2")])
    assert refusal(tmp_path).startswith("holds two files of one name: '")


def test_zips_in_a_zip_stay_closed(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("essentials.ipynb", NOTEBOOK)
    zipped(tmp_path / "kim.zip", [("inner.zip", inner.getvalue())])
    assert refusal(tmp_path).startswith("holds no notebook and no .py file, only 'inner.zip'; ask the student")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"not a zip",
        lambda data: data[: len(data) // 2],
        lambda data: data[:40] + b"\xff" * 20 + data[60:],
        lambda data: data.replace(b"PK\1\2", b"PK\1\3"),
        lambda data: data[:-12] + b"\xff" * 12,
    ],
    ids=["empty", "text", "cut", "content", "directory", "end"],
)
def test_a_damaged_zip_is_refused(tmp_path, damage):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK * 20)])
    data = (tmp_path / "kim.zip").read_bytes()
    (tmp_path / "kim.zip").write_bytes(damage(data))
    assert refusal(tmp_path).startswith("cannot be unpacked: ")


def test_a_zip_without_code_says_what_is_in_it(tmp_path):
    zipped(tmp_path / "kim.zip", [("report.pdf", "x")])
    assert refusal(tmp_path).startswith("holds no notebook and no .py file, only 'report.pdf'; ask")


def test_nothing_is_written_beside_the_zip(tmp_path):
    zipped(tmp_path / "kim.zip", [("essentials.ipynb", NOTEBOOK), ("util.py", "x")])
    read(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kim.zip", "zoe.zip"]
