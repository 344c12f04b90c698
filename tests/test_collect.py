"""autograder collect: the commit that counts of every student, from real repositories; trouble is one line each."""

import json
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from course import Course
from student_repositories import Server, git

from autograder.errors import SubmissionRefused, UsageError
from autograder.integrations.repositories.addresses import Token, address_of, host_of, read_token, shown
from autograder.integrations.repositories.clone import Clone
from autograder.manifest.roster import Student
from autograder.reports import report_json

RIGHT, WRONG = "def double(x):\n    return 2 * x\n", "def double(x):\n    return x\n"
BEFORE, LATER, AFTER = "2026-12-01T23:00:00+0900", "2026-12-02T23:00:00+0900", "2026-12-04T10:00:00+0900"
COURSE = """schema = 1
timezone = "Asia/Seoul"
roster = "roster.csv"
[deadlines]
small = "2026-12-01T23:59"
[extensions]
bob = { small = "2026-12-03T23:59" }
"""


@pytest.fixture
def course(tmp_path):
    course = Course(tmp_path / "course")
    course.exercise("double", "x", "return 2 * x", {"test_it": "agree(student.double, reference.double, 3.0)"})
    (course.root / "course.toml").write_text(COURSE)
    return course


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path / "server")


def enrol(course, *rows):
    (course.root / "roster.csv").write_text("\n".join(["id,repository", *rows, ""]), "utf-8")


def collect(course, *options):
    return course.run("collect", "small", "--out", "work", *options)


def taken(course):
    """What grading would see: by id, the commit that HEAD is."""
    return {path.stem: git(path, "rev-parse", "HEAD") for path in sorted((course.root / "work").glob("*.git"))}


def test_the_last_commit_before_each_deadline_is_graded_by_committer_date(course, server):
    rows = [f"{name},{server.repository(name)}" for name in ("alice", "bob")]
    wanted = {}
    for name in ("alice", "bob"):
        wanted[name, BEFORE] = server.push(name, {"answer.py": WRONG}, BEFORE)
        wanted[name, LATER] = server.push(name, {"answer.py": RIGHT}, LATER)
        server.push(name, {"answer.py": "raise SystemExit"}, AFTER)
    enrol(course, *rows)
    done = collect(course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert taken(course) == {"alice": wanted["alice", BEFORE], "bob": wanted["bob", LATER]}  # bob has an extension
    assert "2 of 2 repositories collected in work" in done.stdout
    assert "2026-12-01 23:00:00 +0900" in done.stdout
    assert course.run("grade", "small", "work", "--out", "out", "--jobs", 1).returncode == 0
    scores = {entry.id: entry.score for entry in report_json.read(course.out / "report.json").submissions}
    assert scores == {"alice": Decimal(0), "bob": Decimal(1)}


def test_late_takes_the_newest_and_deadline_replaces_that_of_the_course(course, server):
    enrol(course, f"alice,{server.repository('alice')}")
    server.push("alice", {"answer.py": WRONG}, BEFORE)
    later = server.push("alice", {"answer.py": RIGHT}, LATER)
    newest = server.push("alice", {"answer.py": RIGHT}, AFTER)
    collect(course, "--late")
    assert taken(course) == {"alice": newest}
    assert collect(course, "--deadline", "2026-12-03T00:00").returncode == 0  # of the course's time zone
    assert taken(course) == {"alice": later}
    exactly = collect(course, "--deadline", "2026-12-02T14:00:00+00:00")  # inclusive
    assert (exactly.returncode, taken(course)) == (0, {"alice": later})


def test_trouble_is_one_line_each_and_the_others_are_collected(course, server):
    good = server.repository("good")
    server.push("good", {"answer.py": RIGHT}, BEFORE)
    server.repository("tardy")
    server.push("tardy", {"answer.py": RIGHT}, AFTER)
    enrol(
        course,
        "none,",
        f"empty,{server.repository('empty')}",
        f"missing,{server.folder / 'nowhere.git'}",
        f"tardy,{server.folder / 'tardy.git'}",
        "program,ext::sh -c touch% /tmp/pwned",
        "option,--upload-pack=touch",
        f"../up,{good}",
        '"=HYPERLINK(""x"")",',
        f"twice,{good}",
        f"twice,{good}",
        f"good,{good}",
    )
    done = collect(course)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert "roster.csv, lines 10 and 11: the same id 'twice'; all of them are left out" in lines
    for start, reason in {
        "none": "no repository in the roster",
        "empty": "the repository has no commits",
        "missing": "does not appear to be a git repository",
        "tardy": "no commit until 2026-12-01 23:59:00 +0900; the newest is of 2026-12-04 10:00:00 +0900",
        "program": "is no address of a repository",
        "option": "is no address of a repository",
        "../up": "the id cannot be the name of a folder",
        '=HYPERLINK("x")': "no repository in the roster",
    }.items():
        (line,) = [line for line in lines if line.startswith(f"{start}: not collected: ")]
        assert reason in line
    assert "1 of 9 repositories collected in work" in lines
    assert set(taken(course)) >= {"good"}
    graded = course.run("grade", "small", "work", "--out", "out", "--jobs", 1)
    assert "good" in graded.stdout


def test_history_rewritten_before_the_deadline_counts_and_is_said(course, server):
    enrol(course, f"alice,{server.repository('alice')}")
    far = ("--deadline", "2099-01-01T00:00")
    first = server.push("alice", {"answer.py": WRONG}, BEFORE)
    collect(course, *far)
    second = server.push("alice", {"answer.py": RIGHT}, BEFORE, amend=True)
    done = collect(course, *far)
    assert taken(course) == {"alice": second}
    assert f"note: the history was rewritten: commit {first[:10]}, collected before" in done.stdout
    assert git(course.root / "work/alice.git", "cat-file", "-t", first) == "commit"  # nothing is lost


def test_a_commit_dated_back_after_the_deadline_does_not_replace_what_was_collected(course, server):
    """The deadline has passed when it is collected first; what a forced push brings later was not there then."""
    enrol(course, f"alice,{server.repository('alice')}")
    past = ("--deadline", "2021-01-01T00:00")
    first = server.push("alice", {"answer.py": WRONG}, "2020-12-30T10:00:00+0900")
    collect(course, *past)
    forged = server.push("alice", {"answer.py": RIGHT}, "2020-12-31T10:00:00+0900", amend=True)
    done = collect(course, *past)
    assert taken(course) == {"alice": first}
    assert f"note: commit {forged[:10]} of 2020-12-31 10:00:00 +0900 was not there when" in done.stdout
    granted = collect(course, "--deadline", "2021-01-02T00:00")  # another question has another answer
    assert (granted.returncode, taken(course)) == (0, {"alice": forged})


def test_what_was_collected_stays_when_the_repository_is_gone(course, server):
    bare = server.repository("alice")
    enrol(course, f"alice,{bare}")
    commit = server.push("alice", {"answer.py": RIGHT}, BEFORE)
    collect(course)
    bare.rename(bare.with_name("gone"))
    done = collect(course)
    assert (done.returncode, taken(course)) == (3, {"alice": commit})
    assert f"alice: not updated, commit {commit[:10]} of" in done.stdout


def test_branches(course, server):
    enrol(course, f"alice,{server.repository('alice', 'trunk')}", f"bob,{server.repository('bob')}")
    trunk = server.push("alice", {"answer.py": RIGHT}, BEFORE, branch="trunk")
    server.push("alice", {"answer.py": WRONG}, BEFORE, branch="draft")
    server.push(
        "bob", {"answer.py": RIGHT}, BEFORE, branch="one"
    )  # HEAD of the server names a branch that is not there
    server.push("bob", {"answer.py": WRONG}, BEFORE, branch="two")
    done = collect(course)
    assert taken(course)["alice"] == trunk
    assert "bob: not collected: the repository has several branches and no default: one, two" in done.stdout
    assert "has no branch draft, only one, two" in collect(course, "--branch", "draft").stdout


def test_a_student_can_be_picked_and_one_nobody_knows_is_pointed_out(course, server):
    enrol(course, *(f"{name},{server.repository(name)}" for name in ("alice", "bob")))
    for name in ("alice", "bob"):
        server.push(name, {"answer.py": RIGHT}, BEFORE)
    assert collect(course, "--student", "bob").returncode == 0
    assert set(taken(course)) == {"bob"}
    enrol(course, f"alice,{server.folder / 'alice.git'}")
    assert "bob.git belongs to nobody on the roster" in collect(course).stdout


def test_addresses_of_a_pattern_are_made_of_columns(course, server):
    server.repository("dl26-small-ada")
    server.push("dl26-small-ada", {"answer.py": RIGHT}, BEFORE)
    (course.root / "roster.csv").write_text("id,github\nalice,ada\nbob,\neve,../../evil\n")
    done = collect(course, "--url", f"file://{server.folder}/dl26-{{assignment}}-{{github}}.git")
    assert set(taken(course)) == {"alice"}
    assert "bob: not collected: no github in the roster; fill its cell, or correct --url" in done.stdout
    assert "eve: not collected: github is '../../evil', which has no place in an address" in done.stdout


def test_hooks_of_a_repository_do_not_run(course, server, tmp_path):
    bare = server.repository("alice")
    server.push("alice", {"answer.py": RIGHT}, BEFORE)
    enrol(course, f"alice,{bare}")
    collect(course)
    for folder in (bare, course.root / "work/alice.git"):
        for hook in ("post-checkout", "reference-transaction", "post-update"):
            file = folder / "hooks" / hook
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
            file.chmod(0o755)
    server.push("alice", {"answer.py": WRONG}, "2026-12-01T23:30:00+0900")
    (tmp_path / "ran").unlink(missing_ok=True)  # a push runs hooks on the server, that is the server's business
    assert collect(course).returncode == 0
    assert not (tmp_path / "ran").exists()


# ---- tokens


def test_a_missing_token_is_said_and_the_others_are_collected(course, server):
    enrol(course, f"alice,{server.repository('alice')}", "bob,https://git.example.invalid/bob.git")
    server.push("alice", {"answer.py": RIGHT}, BEFORE)
    done = collect(course, "--token", "git.example.invalid=NO_SUCH_TOKEN")
    assert done.returncode == 3
    expected = "bob: not collected: git.example.invalid needs a token, and NO_SUCH_TOKEN is not set"
    assert expected in done.stdout
    assert set(taken(course)) == {"alice"}


def test_a_server_that_wants_a_login_is_said_and_nobody_is_asked(course):
    class Locked(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(401)
            self.send_header("WWW-Authenticate", "Basic realm=x")
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Locked) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        enrol(course, f"alice,http://user:s3cret@127.0.0.1:{http.server_port}/a.git")
        done = collect(course)
        http.shutdown()
    assert done.returncode == 3
    assert "alice: not collected: the server wants a login: " in done.stdout
    assert "s3cret" not in done.stdout + (course.root / "work/collected.json").read_text()


def test_a_token_is_given_to_its_own_server_only(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "s3cret")
    tokens = (Token("github.com", "SECRET"),)
    environment = Clone(tmp_path, "https://github.com/a/b.git", tokens)._environment()
    keys = [key for key in environment.values() if key.startswith("http.")]
    assert keys == ["http.https://github.com/.extraHeader"]
    for address in ("https://evil.example/github.com", "http://github.com/a", "https://github.com.evil.example/a"):
        values = Clone(tmp_path, address, tokens)._environment().values()
        assert not [value for value in values if "Authorization" in value], address


def test_secrets_in_addresses_are_not_shown():
    assert shown("fatal: https://x:ghp_abc@github.com/a.git not found") == "fatal: https://github.com/a.git not found"
    assert host_of("https://x:ghp_abc@GitHub.com/a.git") == "github.com"


@pytest.mark.parametrize("text", ["GITHUB_TOKEN", "github.com=ghp-abc", "https://github.com=X", "a=b=c"])
def test_a_token_itself_is_not_taken_from_the_command_line(text):
    with pytest.raises(UsageError, match="--token must be HOST=VARIABLE"):
        read_token(text)


@pytest.mark.parametrize(
    "address",
    ["ext::sh -c id", "-oProxyCommand=id", "fd::17", "ftp://example.org/a", "javascript://x", "https://a\nb", "a::b"],
)
def test_an_address_that_would_run_something_is_refused(tmp_path, address):
    with pytest.raises(SubmissionRefused, match="is no address of a repository"):
        address_of(Student("alice", repository=address), "", {}, tmp_path)


def test_relative_paths_are_relative_to_the_roster(tmp_path):
    assert address_of(Student("alice", repository="repos/a.git"), "", {}, tmp_path) == str(tmp_path / "repos/a.git")
    for address in ("git@github.com:a/b.git", "ssh://git@host/a.git"):
        assert address_of(Student("alice", repository=address), "", {}, tmp_path) == address


# ---- the call


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--deadline", "tomorrow"], "--deadline must be a date with a time, got 'tomorrow'"),
        (["--roster", "none.csv"], "none.csv: cannot be read"),
        (["--token", "x"], "--token must be HOST=VARIABLE"),
    ],
)
def test_a_call_that_cannot_work_is_refused(course, options, message):
    enrol(course, "alice,nowhere")
    done = collect(course, *options)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr


def test_a_damaged_record_is_refused(course, server):
    enrol(course, f"alice,{server.repository('alice')}")
    server.push("alice", {"answer.py": RIGHT}, BEFORE)
    collect(course)
    record = course.root / "work/collected.json"
    assert json.loads(record.read_text())["students"][0]["id"] == "alice"
    record.write_text("{")
    done = collect(course)
    assert (done.returncode, "collected.json: is damaged" in done.stderr) == (2, True)
