"""Late work and attempts through the real path: files, repositories, grading, reports, feedback, merge, export."""

import csv
import json
import os
import subprocess
from decimal import Decimal

import pytest
from course import Course

from autograder.grading.merging import merge

BOTH = "def add(a, b):\n    return a + b\n\ndef halve(a):\n    return a / 2\n"
ONE = "def add(a, b):\n    return a + b\n\ndef halve(a):\n    return a\n"
NONE = "def add(a, b):\n    return a\n\ndef halve(a):\n    return a\n"
TOML = """\
schema = 1
timezone = "Asia/Seoul"
[deadlines]
small = "2026-12-01T23:59"
[late]
policy = "per_day"
percent = 10
[extensions]
dan = { small = "2026-12-31T23:59" }
[attempts]
"""
ALICE = {"2026-12-01-10-00-00": BOTH, "2026-12-03-10-00-00": ONE}
DAN = {"2026-12-04-10-00-00": NONE, "2026-12-05-10-00-00": ONE, "2026-12-06-10-00-00": BOTH}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Attempts as Blackboard names them, a repository with a late commit, and a file that says nothing."""
    course = Course(tmp_path_factory.mktemp("late"))
    add = {"test_adds": "agree(student.add, reference.add, make.tensor(3), make.tensor(3))"}
    halve = {"test_halves": "agree(student.halve, reference.halve, make.tensor(4))"}
    course.exercise("add", "a, b", "return a + b", add)
    course.exercise("halve", "a", "return a / 2", halve)
    for student, attempts in (("alice", ALICE), ("dan", DAN)):
        for moment, source in attempts.items():
            course.submit(f"Small 1_{student}_attempt_{moment}_small", source)
    course.submit("carol", BOTH)
    repository(course.submissions / "bob", BOTH, "2026-12-02T10:00:00+0900")
    return course


def repository(folder, source, date):
    folder.mkdir()
    (folder / "small.py").write_text(source)
    who = {f"GIT_{role}_{key}": "bob" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    dates = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z"}
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "work"]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **who, **dates}, check=True)


def graded(course, rule="", **options):
    (course.root / "course.toml").write_text(TOML + rule, "utf-8")
    return course.grade(**options)


def told(entry, start):
    (note,) = [note for note in entry.notes if note.startswith(start)]
    return note


def test_the_last_attempt_counts_and_lateness_is_taken_once(course):
    found = graded(course)
    scores = {entry.id: (entry.raw_score, entry.penalty, entry.score) for entry in found.report.submissions}
    assert scores == {
        "alice": (1, Decimal("0.2"), Decimal("0.8")),
        "bob": (2, Decimal("0.2"), Decimal("1.8")),
        "carol": (2, 0, 2),
        "dan": (2, 0, 2),
    }
    assert found.of("bob").submitted_at == "2026-12-02T01:00:00+00:00"
    assert found.of("alice").submitted_at == "2026-12-03T10:00:00+09:00"
    assert told(found.of("alice"), "Attempt").startswith("Attempt 2 of 2, handed in 2026-12-03T10:00:00; the last")
    assert told(found.of("carol"), "When it was handed in is not known")
    assert told(found.of("dan"), "Handed in before the extended deadline, 2026-12-31 23:59 KST.")


def test_the_best_attempt_counts_after_its_own_penalty(course):
    found = graded(course, 'count = "best"\n')
    assert (found.of("alice").score, found.of("alice").penalty) == (2, 0)
    assert told(found.of("alice"), "Attempt 1 of 2")
    assert found.of("dan").score == 2
    assert [entry.id for entry in found.report.submissions] == ["alice", "bob", "carol", "dan"]
    kept = json.loads((course.out / "submissions.json").read_bytes())["submissions"]
    assert {entry["id"]: entry["cells"][0][1] for entry in kept}["alice"] == BOTH


@pytest.mark.parametrize(("count", "score"), [("best", 1), ("last", 1)])
def test_attempts_beyond_the_limit_do_not_count(course, count, score):
    found = graded(course, f'count = "{count}"\nlimit = 2\n')
    assert found.of("dan").score == score
    assert told(found.of("dan"), "Attempt 2 of 3").endswith(f"the {count} of the first 2 counts.")


def test_reports_and_feedback_say_raw_score_penalty_and_score(course):
    graded(course)
    feedback = json.loads((course.out / "bob" / "feedback.json").read_bytes())
    assert (feedback["raw_score"], feedback["penalty"], feedback["score"]) == (2, 0.2, 1.8)
    assert "Handed in late: 2 - 0.2 = 1.8" in (course.out / "bob" / "feedback.md").read_text("utf-8")
    with (course.out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        (bob,) = [row for row in csv.DictReader(file) if row["id"] == "bob"]
    assert (bob["raw_score"], bob["penalty"], bob["score"]) == ("2", "0.2", "1.8")


def test_merging_takes_it_once_by_the_rules_of_today(course, tmp_path):
    graded(course, out=tmp_path / "one")
    graded(course, out=tmp_path / "two")
    files = [tmp_path / name / "report.json" for name in ("one", "two")]
    again = merge(course.project, files, tmp_path / "merged")
    assert {entry.id: entry.penalty for entry in again.submissions}["bob"] == Decimal("0.2")
    (course.root / "course.toml").write_text(TOML.replace("percent = 10", "percent = 50"), "utf-8")
    (bob,) = [e for e in merge(course.project, files, tmp_path / "merged").submissions if e.id == "bob"]
    assert (bob.raw_score, bob.penalty, bob.score) == (2, 1, 1)
    assert told(bob, "Late by ").endswith("50 % of the score, 1 of 2 points.")


def test_times_can_come_from_a_file(course):
    graded(course)
    (course.root / "times.csv").write_text("id,submitted_at\ncarol,2026-12-03T10:00\nzoe,\n")
    done = course.run_grade("--device", "cpu", "--times", course.root / "times.csv")
    assert done.returncode == 0, done.stderr
    carol = next(e for e in json.loads((course.out / "report.json").read_bytes())["submissions"] if e["id"] == "carol")
    assert (carol["raw_score"], carol["penalty"], carol["score"]) == (2, 0.4, 1.6)
    assert carol["submitted_at"] == "2026-12-03T10:00:00+09:00"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,when\n", "has the columns 'id, when'"),
        ("id,submitted_at\ncarol,yesterday\n", "line 2: 'yesterday' is no moment"),
        ("id,submitted_at\ncarol,2026-12-03\n", "line 2: '2026-12-03' is no moment"),
        ("id,submitted_at\ncarol,2026-12-03T10:00\ncarol,\n", "line 3 names 'carol' again"),
    ],
)
def test_a_wrong_file_of_times_is_one_clear_line(course, text, message):
    (course.root / "times.csv").write_text(text)
    done = course.run_grade("--times", course.root / "times.csv")
    assert done.returncode == 2
    assert message in done.stderr.replace("\n", " ")
