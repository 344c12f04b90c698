# ruff: noqa: E501 - a row of a table is one line
"""The store keeps seeds, results and journals through kills, races and broken disks."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from autograder.errors import StoreError
from autograder.model import KEPT_IN_CACHE, CaseResult, Device, Limits, Outcome, Text
from autograder.store import Keys, Store

CASE = CaseResult(
    device=Device.CPU,
    outcome=Outcome.FAILED,
    seconds=0.25,
    detail="first differs at [0, 1]: 3.0 instead of 2.0; lone surrogate \udcff, 한국어",
    line="cell 7, line 3: w -= lr",
    input_digest="ab" * 32,
    parameters="size-3",
    kind="values",
    hint=Text(en="The scale is missing.", ko="스케일이 없습니다."),
)
ITEM = {"test_attention.py::test_mask": (CASE, replace(CASE, outcome=Outcome.TIMEOUT))}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/state/results.sqlite3"


@pytest.fixture
def store(url) -> Iterator[Store]:
    with Store.open(url) as store:
        yield store


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


# Seeds (SEMANTICS 22)


def test_semantics_22_a_seed_is_drawn_once_per_assignment_and_store(store, url, tmp_path):
    seed = store.seed("essentials")
    assert re.fullmatch("[0-9a-f]{32}", seed)
    assert store.seed("essentials") == seed
    assert store.seed("networks") != seed
    with Store.open(url) as again, Store.open(f"sqlite:///{tmp_path}/other.sqlite3") as other:
        assert again.seed("essentials") == seed
        assert other.seed("essentials") != seed


def test_semantics_22_another_seed_can_be_drawn_or_set(store, url):
    first = store.seed("essentials")
    second = store.new_seed("essentials")
    assert second != first
    assert store.seed("essentials") == second
    for chosen in ("2026-봄", "it's; DROP TABLE", ""):
        store.set_seed("essentials", chosen)
        with Store.open(url) as again:
            assert again.seed("essentials") == chosen


# Cache (SEMANTICS 24)


def test_kept_results_come_back_as_they_were(store, url):
    cases = (CASE, replace(CASE, device=Device.EMULATED, outcome=Outcome.PASSED))
    store.keep([(key(1), cases), (key(2), (CASE,))])
    with Store.open(url) as again:
        assert again.lookup([key(1), key(2), key(3)]) == {key(1): cases, key(2): (CASE,)}


@pytest.mark.parametrize("outcome", Outcome)
def test_semantics_24_only_outcomes_that_the_key_decides_are_kept(store, outcome):
    passed = replace(CASE, outcome=Outcome.PASSED)
    store.keep([(key(1), (passed, replace(CASE, outcome=outcome))), (key(2), (passed,)), (key(3), ())])
    assert set(store.lookup([key(1), key(2), key(3)])) == ({key(1), key(2)} if outcome in KEPT_IN_CACHE else {key(2)})


def test_a_newer_result_replaces_the_kept_one(store):
    store.keep([(key(1), (CASE,))])
    newer = replace(CASE, seconds=1.5)
    store.keep([(key(1), (CASE,)), (key(1), (newer,))])
    assert store.lookup([key(1)]) == {key(1): (newer,)}


@pytest.mark.parametrize("count", [0, 1, 899, 900, 901, 6400])
def test_any_number_of_keys_is_looked_up(store, count):
    store.keep((key(number), (CASE,)) for number in range(count))
    wanted = [key(number) for number in range(count + 5)]
    assert set(store.lookup(wanted)) == set(wanted[:count])


PARTS = {
    "submission": "s",
    "test": "t",
    "seed": "1",
    "device": Device.CPU,
    "tier": "A",
    "limits": Limits(),
    "versions": {"torch": "2.9", "python": "3.11"},
    "everything_loaded": False,
}


def _key(*, test, **parts):
    return Keys.of(**parts).key(test)


@pytest.mark.parametrize(
    "part, other",
    [
        ("submission", "s2"),
        ("test", "t2"),
        ("seed", "2"),
        ("device", Device.EMULATED),
        ("tier", "B"),
        ("limits", Limits(call_seconds=6)),
        ("limits", Limits(load_seconds=6)),
        ("limits", Limits(total_seconds=6)),
        ("limits", Limits(memory_mb=6)),
        ("limits", Limits(output_kb=6)),
        ("versions", {"torch": "2.9", "python": "3.12"}),
        ("versions", {"torch": "2.9"}),
        ("everything_loaded", True),
    ],
)
def test_semantics_24_every_part_changes_the_key(part, other):
    assert re.fullmatch("[0-9a-f]{64}", _key(**PARTS))
    assert _key(**{**PARTS, part: other}) != _key(**PARTS)


def test_the_key_does_not_depend_on_how_equal_parts_are_written():
    written = {**PARTS, "limits": Limits(call_seconds=5), "versions": {"python": "3.11", "torch": "2.9"}}
    assert _key(**written) == _key(**PARTS)


def test_parts_cannot_flow_into_each_other():
    assert _key(**{**PARTS, "submission": "st", "test": ""}) != _key(**{**PARTS, "submission": "s"})


# Journal


def test_an_interrupted_run_is_resumed_and_a_finished_one_is_not(url):
    with Store.open(url) as store:
        journal = store.begin("run")
        assert journal.finished() == {}
        journal.record("alice", ITEM)
        journal.record("김철수\udcff" * 100, {})
        journal.close(finished=False)
    with Store.open(url) as store:
        journal = store.begin("run")
        assert journal.finished() == {"alice": ITEM, "김철수\udcff" * 100: {}}
        assert store.begin("another run").finished() == {}
        journal.close(finished=True)
        assert store.begin("run").finished() == {}


def test_the_last_word_about_an_item_counts(store):
    journal = store.begin("run")
    journal.record("alice", ITEM)
    journal.record("alice", {"again": (CASE,)})
    assert journal.finished() == {"alice": {"again": (CASE,)}}


def test_a_run_that_nobody_resumed_for_a_month_is_forgotten(url):
    day = 24 * 3600.0
    with Store.open(url, clock=lambda: 0.0) as store:
        store.begin("old").record("alice", ITEM)
    with Store.open(url, clock=lambda: 20 * day) as store:
        store.begin("newer").record("alice", ITEM)
        assert set(store.begin("old").finished()) == {"alice"}
    with Store.open(url, clock=lambda: 31 * day) as store:
        assert store.begin("old").finished() == {}
        assert set(store.begin("newer").finished()) == {"alice"}


CHILD = """
import sys
from autograder.model import CaseResult, Device, Outcome
from autograder.store import Store
case = CaseResult(Device.CPU, Outcome.PASSED, 0.5, detail="x" * 2000)
print("ready", flush=True)
sys.stdin.readline()
store = Store.open(sys.argv[1])
"""


def child(url: str, code: str, *arguments: str) -> subprocess.Popen:
    """A process that opens the store when it is sent a line."""
    command = [sys.executable, "-c", CHILD + code, url, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


WRITE = """
journal = store.begin("run")
for number in range(100_000):
    journal.record(f"student {number}", {"test.py::test_it": (case,) * 10})
    print(number, flush=True)
"""


@pytest.mark.parametrize("count", [1, 50, 173])
def test_a_killed_run_loses_at_most_the_item_it_was_writing(url, count):
    with child(url, WRITE) as process:
        process.stdin.write("\n")
        process.stdin.flush()
        announced = [process.stdout.readline() for _ in range(count + 1)]
        process.send_signal(signal.SIGKILL)
        announced += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    last = int([line for line in announced if line.endswith("\n")][-1])
    with Store.open(url) as store:
        finished = store.begin("run").finished()
    expected = {f"student {number}" for number in range(last + 1)}
    assert expected <= set(finished) <= expected | {f"student {last + 1}"}
    assert all(len(item["test.py::test_it"]) == 10 for item in finished.values())
    with sqlite3.connect(file_of(url)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()


RACE = """
print(store.seed("essentials"), flush=True)
journal = store.begin("run")
for number in range(100):
    journal.record(f"{sys.argv[2]} {number}", {"test.py::test_it": (case,)})
    store.keep([(f"{number:064}", (case,))])
"""


def test_processes_that_start_together_share_one_store(url):
    """They make the file, draw the seed and write at the same time; nothing is lost."""
    children = [child(url, RACE, str(number)) for number in range(4)]
    for process in children:
        assert process.stdout.readline() == "ready\n"
    for process in children:
        process.stdin.write("\n")
        process.stdin.flush()
    seeds = {process.communicate()[0] for process in children}
    assert [process.returncode for process in children] == [0] * 4
    with Store.open(url) as store:
        assert seeds == {f"{store.seed('essentials')}\n"}
        assert set(store.begin("run").finished()) == {f"{name} {number}" for name in range(4) for number in range(100)}
        assert len(store.lookup([f"{number:064}" for number in range(100)])) == 100


# What goes wrong


def test_the_file_is_its_owners_alone_because_it_holds_the_seed(store, url):
    store.seed("essentials")
    assert file_of(url).stat().st_mode & 0o077 == 0
    assert file_of(url).parent.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_left_alone(url):
    file_of(url).parent.mkdir()
    file_of(url).write_text("grades of last year\n" * 100)
    with pytest.raises(StoreError, match="is not a database") as caught:
        Store.open(url)
    assert caught.value.where == url
    assert caught.value.tip == "Move the file away, or name another one in course.toml."
    assert file_of(url).read_text() == "grades of last year\n" * 100


def test_a_damaged_database_is_a_sentence(url):
    with Store.open(url) as store:
        store.keep((key(number), (CASE,)) for number in range(1000))
    content = bytearray(file_of(url).read_bytes())
    content[4096 * 5 :] = b"\xff" * (len(content) - 4096 * 5)
    file_of(url).write_bytes(content)
    with Store.open(url) as store, pytest.raises(StoreError, match="is damaged") as caught:
        store.lookup([key(number) for number in range(1000)])
    assert caught.value.tip == "Move the file away and grade again, or restore a copy."


@pytest.mark.parametrize("text", ["{", "3", '[{"device": "cpu"}]', '[{"device": "tpu"}]', "[1]", "null"])
def test_a_damaged_row_is_a_sentence(store, url, text):
    store.keep([(key(1), (CASE,))])
    store.begin("run").record("alice", ITEM)
    raw = sqlite3.connect(file_of(url))
    raw.execute("UPDATE autograder_results SET cases = ?", [text])
    raw.execute("UPDATE autograder_journal SET content = ?", [text])
    raw.commit()
    raw.close()
    with pytest.raises(StoreError, match="the results database holds a row that cannot be read"):
        store.lookup([key(1)])
    with pytest.raises(StoreError, match="the results database holds a row that cannot be read"):
        store.begin("run").finished()


def test_a_database_of_another_version_is_refused_and_kept(url):
    with Store.open(url) as store:
        seed = store.seed("essentials")
    raw = sqlite3.connect(file_of(url))
    raw.execute("UPDATE autograder_schema SET version = 7")
    raw.commit()
    with pytest.raises(StoreError, match="its tables are version 7, ours 1") as caught:
        Store.open(url)
    assert caught.value.tip.startswith("Use that version")
    raw.execute("UPDATE autograder_schema SET version = 1")
    raw.commit()
    raw.close()
    with Store.open(url) as store:
        assert store.seed("essentials") == seed


def test_a_locked_database_is_a_sentence_and_loses_nothing(url):
    with Store.open(url, busy_seconds=0.05) as store:
        store.begin("run").record("alice", ITEM)
        other = sqlite3.connect(file_of(url), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another program") as caught:
            store.begin("run")
        assert "what was graded is kept" in caught.value.tip
        store.lookup([key(1)])  # readers do not wait for a writer
        other.execute("ROLLBACK")
        other.close()
        assert set(store.begin("run").finished()) == {"alice"}


def test_a_full_database_is_a_sentence_and_loses_nothing(url):
    with Store.open(url) as store:
        store.begin("run").record("alice", ITEM)

    with Store.open(url) as store:

        @event.listens_for(store._database._engine, "begin")
        def no_more_pages(connection):
            connection.exec_driver_sql("PRAGMA max_page_count=1")  # SQLite then answers as on a full disk

        journal = store.begin("run")
        with pytest.raises(StoreError, match="the disk is full") as caught:
            journal.record("bob", {"test": (CASE,) * 100})
        assert "what was graded is kept" in caught.value.tip
        assert journal.finished() == {"alice": ITEM}


LIMITED = """
import resource
journal = store.begin("run")
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
from autograder.errors import StoreError
try:
    for number in range(1000):
        journal.record(f"student {number}", {"test.py::test_it": (case,)})
        print(number, flush=True)
except StoreError as error:
    print(type(error).__name__, error.what, flush=True)
"""


def test_a_disk_that_takes_no_more_bytes_is_a_sentence_and_loses_nothing(url):
    with child(url, LIMITED) as process:
        lines = process.communicate("\n")[0].splitlines()
    assert lines[-1] == "StoreError cannot be read or written: the disk reports an error"
    written = lines[1:-1]
    assert len(written) > 20
    with Store.open(url) as store:
        assert set(store.begin("run").finished()) == {f"student {number}" for number in written}


@pytest.mark.parametrize(
    "place, what",
    [("file/results.sqlite3", "cannot be made: .*file is a file"), ("folder", "cannot be opened"), ("x" * 300, "cannot be opened: File name too long")],
)  # fmt: skip
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path, place, what):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match=what):
        Store.open(f"sqlite:///{tmp_path}/{place}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes into every folder")
def test_a_read_only_folder_is_a_sentence(tmp_path):
    (tmp_path / "state").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="cannot be opened: Permission denied"):
        Store.open(f"sqlite:///{tmp_path}/state/results.sqlite3")


def test_a_read_only_database_is_a_sentence(url):
    with Store.open(url) as store:
        store.seed("essentials")
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(f"sqlite:///file:{file_of(url)}?mode=ro&uri=true").new_seed("essentials")


@pytest.mark.parametrize(
    "url, what",
    [
        ("", "the database URL cannot be read"),
        ("results.sqlite3", "the database URL cannot be read"),
        ("oracel://db/course", "no driver for 'oracel' databases"),
        ("oracle+cx_oracle://ta:secret@db.invalid/course", "no driver for 'oracle\\+cx_oracle' databases"),
        ("sqlite://ta:secret@host/course.db", "the database URL cannot be read"),
        ("sqlite:///:memory:?timeout=soon", "the database URL cannot be read"),
    ],
)
def test_a_wrong_url_is_a_sentence_without_the_password(tmp_path, monkeypatch, url, what):
    monkeypatch.chdir(tmp_path)  # where a relative file would be made
    with pytest.raises(StoreError, match=what) as caught:
        Store.open(url)
    assert "secret" not in f"{caught.value} {caught.value.tip}"
    assert not list(tmp_path.iterdir())


def test_other_tables_in_the_same_database_are_left_alone(url):
    file_of(url).parent.mkdir()
    raw = sqlite3.connect(file_of(url))
    raw.execute("CREATE TABLE results (x)")
    raw.execute("INSERT INTO results VALUES (1)")
    raw.commit()
    with Store.open(url) as store:
        store.keep([(key(1), (CASE,))])
    assert raw.execute("SELECT x FROM results").fetchall() == [(1,)]
    raw.close()
