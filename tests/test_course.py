# ruff: noqa: E501 - a row of a table is one line
"""``course.toml`` and ``overrides.toml`` become typed values, and a wrong one says file, key and value."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.errors import ManifestError
from autograder.manifest import (
    Attempts,
    Counts,
    Course,
    Extension,
    Language,
    Late,
    LateBase,
    LatePolicy,
    Override,
    Project,
    load_course,
    load_overrides,
)

ASSIGNMENT = 'schema = 1\n[[exercise]]\nid = "attention"\npoints = 6\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "assignments" / "essentials").mkdir(parents=True)
    project = Project(tmp_path)
    project.manifest_file("essentials").write_text(ASSIGNMENT, encoding="utf-8")
    return project


def complaint(action, *arguments) -> ManifestError:
    with pytest.raises(ManifestError, match=r"\w") as caught:
        action(*arguments)
    return caught.value


# course.toml

COURSE = """\
schema = 1
name = "Deep Learning 2026"
timezone = "Asia/Seoul"
language = "ko"
roster = "roster.csv"
database = "sqlite:///course.db"
[late]
policy = "per_day"
percent = 12.5
grace_minutes = 15
cap_percent = 50
drop_after_hours = 36.5
of = "max_score"
[deadlines]
essentials = 2026-12-01T23:59:00
[attempts]
count = "best"
limit = 3
[extensions]
alice = { essentials = "2026-12-03T23:59" }
"김철수" = { essentials = 2026-12-04T12:00:00Z }
"""


def test_without_course_toml_there_are_defaults(project):
    course = load_course(project)
    assert course == Course(database=f"sqlite:///{project.root}/.autograder/results.sqlite3")
    assert (course.timezone, course.language, course.late.policy) == ("UTC", Language.BOTH, LatePolicy.NONE)


def test_every_key_of_the_course_is_read(project):
    project.course_file.write_text(COURSE, encoding="utf-8")
    assert load_course(project) == Course(
        name="Deep Learning 2026",
        timezone="Asia/Seoul",
        language=Language.KO,
        roster=project.root / "roster.csv",
        database=f"sqlite:///{project.root}/course.db",
        late=Late(
            LatePolicy.PER_DAY,
            Decimal("12.5"),
            15,
            Decimal(50),
            drop_after_hours=Decimal("36.5"),
            of=LateBase.MAX_SCORE,
        ),
        deadlines={"essentials": datetime(2026, 12, 1, 23, 59, tzinfo=ZoneInfo("Asia/Seoul"))},
        attempts=Attempts(Counts.BEST, 3),
        extensions=(
            Extension("alice", "essentials", datetime(2026, 12, 3, 23, 59, tzinfo=ZoneInfo("Asia/Seoul"))),
            Extension("김철수", "essentials", datetime(2026, 12, 4, 12, 0, tzinfo=UTC)),
        ),
    )


def test_a_students_own_deadline_comes_before_the_common_one(project):
    project.course_file.write_text(COURSE, encoding="utf-8")
    course = load_course(project)
    assert course.due("essentials", "bob") == datetime(2026, 12, 1, 23, 59, tzinfo=ZoneInfo("Asia/Seoul"))
    assert course.due("essentials", "alice") == datetime(2026, 12, 3, 23, 59, tzinfo=ZoneInfo("Asia/Seoul"))
    assert course.due("other", "alice") is None


@pytest.mark.parametrize(
    "url", ["sqlite:////srv/course.db", "sqlite://", "sqlite:///:memory:", "postgresql://db/course"]
)
def test_a_database_url_that_is_not_a_relative_file_stays(project, url):
    project.course_file.write_text(f'schema = 1\ndatabase = "{url}"\n')
    assert load_course(project).database == url


@pytest.mark.parametrize(
    "old, new, where, what",
    [
        ("language", "langauge", "course.toml", "unknown key 'langauge' in course.toml; did you mean 'language'?"),
        ('"ko"', '"kor"', "course.toml", "language cannot be 'kor'; did you mean 'ko'?"),
        ("Asia/Seoul", "Asia/Soul", "course.toml", "timezone 'Asia/Soul' is not known; did you mean 'Asia/Seoul'?"),
        ("Asia/Seoul", "../../etc/passwd", "course.toml", "timezone '../../etc/passwd' is not known"),
        ("Asia/Seoul", "Asia", "course.toml", "timezone 'Asia' is not known"),
        ("per_day", "weekly", "course.toml, [late]", "policy cannot be 'weekly'"),
        ("12.5", "120", "course.toml, [late]", "percent must be between 0 and 100, got 120 (integer)"),
        ("cap_percent = 50", "cap_percent = 101", "course.toml, [late]", "cap_percent must be between 0 and 100, got 101 (integer)"),
        ("36.5", "0", "course.toml, [late]", "drop_after_hours must be greater than 0"),
        ('"per_day"', '"drop"', "course.toml, [late]", "drop_after_hours needs the policy per_day or per_hour"),
        ('"max_score"', '"maximum"', "course.toml, [late]", "of cannot be 'maximum'"),
        ("limit = 3", "limit = 0", "course.toml, [attempts]", "limit must be greater than 0"),
        ('"best"', '"first"', "course.toml, [attempts]", "count cannot be 'first'"),
        ("essentials = 2026-12-01T23:59:00", 'esentials = "2026-12-01"', "course.toml, [deadlines]", "unknown assignment 'esentials'; did you mean 'essentials'?"),
        ("percent = 12.5", "", "course.toml, [late]", "percent is missing"),
        ("= 15", "= -1", "course.toml, [late]", "grace_minutes must not be negative, got -1 (integer)"),
        ("alice = { essentials", "alice = { esentials", "course.toml, [extensions] alice", "unknown assignment 'esentials'; did you mean 'essentials'?"),
        ('"2026-12-03T23:59"', '"tomorrow"', "course.toml, [extensions] alice", "essentials must be a date with a time, got 'tomorrow' (string)"),
        ('"2026-12-03T23:59"', '"2026-12-03"', "course.toml, [extensions] alice", "essentials must be a date with a time, got '2026-12-03' (string)"),
        ('"2026-12-03T23:59"', "2026-12-03", "course.toml, [extensions] alice", "essentials must be a date with a time, got 2026-12-03 (date or time)"),
        ('{ essentials = "2026-12-03T23:59" }', "3", "course.toml, [extensions]", "alice must be a table, got 3 (integer)"),
    ],
)  # fmt: skip
def test_a_wrong_course_names_file_key_and_value(project, old, new, where, what):
    project.course_file.write_text(COURSE.replace(old, new, 1), encoding="utf-8")
    error = complaint(load_course, project)
    assert error.where == where
    assert error.what.startswith(what)


# overrides.toml

OVERRIDES = """\
schema = 1
[[override]]
submission = "alice"
exercise = "attention"
score = 4.5
reason = "Her mask is right."
by = "J. Kim"
"""


def test_semantics_28_a_persons_corrections_are_read(project):
    assert load_overrides(project, "essentials") == ()
    project.tests_folder("essentials").mkdir(parents=True)
    project.overrides_file("essentials").write_text(OVERRIDES)
    assert load_overrides(project, "essentials") == (
        Override("alice", "attention", Decimal("4.5"), "Her mask is right.", "J. Kim"),
    )


def test_an_override_names_the_submission_as_reports_do(project):
    project.tests_folder("essentials").mkdir(parents=True)
    decomposed, composed = "\u1100\u1175\u11b7", "\uae40"
    project.overrides_file("essentials").write_text(OVERRIDES.replace("alice", decomposed), encoding="utf-8")
    assert load_overrides(project, "essentials")[0].submission == composed


@pytest.mark.parametrize(
    "old, new, what",
    [
        ('"attention"', '"atention"', "unknown exercise 'atention'; did you mean 'attention'?"),
        ("4.5", "6.5", "score 6.5 is more than the 6 points of 'attention'"),
        ("4.5", "-1", "score must be between 0 and 1000000, got -1 (integer)"),
        ("4.5", "1.234", "score must have at most two decimals, got 1.234 (float)"),
        ("Her mask is right.", "  ", "reason must not be empty"),
        ('by = "J. Kim"', "", "by is missing"),
        ("score", "points", "unknown key 'points' in override 1 of overrides.toml"),
        ('by = "J. Kim"\n', 'by = "J. Kim"\n' + OVERRIDES.removeprefix("schema = 1\n"), "two overrides for 'attention' of 'alice'"),
    ],
)  # fmt: skip
def test_a_wrong_override_is_refused(project, old, new, what):
    project.tests_folder("essentials").mkdir(parents=True)
    project.overrides_file("essentials").write_text(OVERRIDES.replace(old, new, 1))
    error = complaint(load_overrides, project, "essentials")
    assert error.where.startswith("grading_tests/essentials/overrides.toml")
    assert error.what == what
