"""Repositories: the committed state counts, and nothing a repository names is ever run or followed."""

import json
import os
import shutil
import subprocess
from decimal import Decimal

import pytest

from autograder.intake import IntakeLimits, read_cohort
from autograder.model import Assignment, Cell, Exercise, Module, Text

ASSIGNMENT = Assignment("essentials", Text("Essentials"), (Exercise("attention", Decimal(1)),))
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "kim",
    "GIT_AUTHOR_EMAIL": "kim@example.org",
    "GIT_COMMITTER_NAME": "kim",
    "GIT_COMMITTER_EMAIL": "kim@example.org",
}


def notebook(source):
    return json.dumps({"cells": [{"cell_type": "code", "source": source}]})


def git(folder, *arguments, day=1, stdin=b""):
    date = {f"GIT_{who}_DATE": f"2026-12-{day:02} 10:00:00 +0900" for who in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=ENVIRONMENT | date, input=stdin, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode().strip()


def commit(folder, files, *, day=1):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    git(folder, "add", "--all", "--force", day=day)
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "work", day=day)


@pytest.fixture
def kim(tmp_path):
    """A checkout of one commit in a cohort."""
    folder = tmp_path / "cohort/kim"
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "-b", "main")
    commit(folder, {"essentials.ipynb": notebook("committed")})
    return folder


def read(kim, **more):
    """The submission or reason under ``kim``; a neighbour in the same folder must be read."""
    (kim.parent / "zoe.ipynb").write_text(notebook("neighbour"))
    cohort = read_cohort([kim.parent], ASSIGNMENT, **more)
    assert [s.cells for s in cohort.submissions if s.id == "zoe"] == [(Cell("cell 1", "neighbour"),)]
    (result,) = [*(s for s in cohort.submissions if s.id != "zoe"), *(u.reason for u in cohort.unreadable)]
    return result


def refusal(kim, **more):
    reason = read(kim, **more)
    assert isinstance(reason, str)
    assert "\n" not in reason
    assert reason.startswith(f"{kim} ")
    return reason.removeprefix(f"{kim} ")


def day_of(kim):
    return f"Read from commit {git(kim, 'rev-parse', 'HEAD')[:10]} of 2026-12-01 01:00 UTC."


def test_a_checkout_is_one_submission_read_from_its_commit(kim):
    commit(kim, {"nets/cnn.py": "y = 2", "노트 1.md": "x", "conftest.py": "raise SystemExit"})
    submission = read(kim)
    assert (submission.id, submission.file) == ("kim", str(kim))
    assert submission.cells == (Cell("cell 1", "committed"),)
    assert submission.modules == (Module("nets.cnn", "y = 2"),)
    assert submission.notes == (day_of(kim),)
    assert read_cohort([kim], ASSIGNMENT).submissions == (submission,)
    assert read_cohort([kim], ASSIGNMENT, one=True).submissions == (submission,)


def test_a_bare_repository_is_one_submission(kim, tmp_path):
    (tmp_path / "bare").mkdir()
    git(tmp_path, "clone", "--quiet", "--bare", str(kim), "bare/lee.git")
    (submission,) = read_cohort([tmp_path / "bare"], ASSIGNMENT).submissions
    assert (submission.id, submission.cells) == ("lee", (Cell("cell 1", "committed"),))
    assert read_cohort([tmp_path / "bare/lee.git"], ASSIGNMENT).submissions == (submission,)


def test_what_was_not_committed_does_not_count_but_is_noted(kim):
    commit(kim, {"dos.py": "a\nb\n", "gone.py": "x", "util.py": "old"})
    (kim / "essentials.ipynb").write_text(notebook("edited"))
    (kim / "util.py").write_text("new")
    (kim / "dos.py").write_bytes(b"a\r\nb\r\n")  # what a Windows checkout makes of it
    (kim / "gone.py").unlink()
    for name in ("w", "x", "y", "z"):
        (kim / f"{name}.py").write_text("")
    submission = read(kim)
    assert submission.cells == (Cell("cell 1", "committed"),)
    assert submission.modules == (Module("dos", "a\nb\n"), Module("gone", "x"), Module("util", "old"))
    assert submission.notes[1:] == (
        "Changed since the commit, which counts: 'essentials.ipynb', 'util.py'.",
        "Never committed: 'w.py', 'x.py', 'y.py' and 1 more.",
    )


def test_nothing_in_the_working_tree_can_spoil_a_commit(kim):
    os.mkfifo(kim / "essentials2.ipynb")
    (kim / "link.py").symlink_to("/etc/passwd")
    assert read(kim).notes == (day_of(kim),)


def test_a_notebook_that_was_never_committed_is_named_in_the_refusal(tmp_path):
    folder = tmp_path / "cohort/kim"
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    commit(folder, {"README.md": "x"})
    (folder / "essentials.ipynb").write_text(notebook("forgotten"))
    reason = refusal(folder)
    assert reason.startswith("holds no notebook and no .py file, only 'README.md' (Read from commit ")
    assert "(Never committed: 'essentials.ipynb'.); ask the student" in reason


def test_the_newest_file_is_the_one_committed_last(kim):
    git(kim, "mv", "essentials.ipynb", "b.ipynb")
    commit(kim, {"a.ipynb": notebook("first")}, day=1)
    commit(kim, {"b.ipynb": notebook("changed last")}, day=3)
    commit(kim, {"data.csv": ""}, day=4)
    submission = read(kim)
    assert submission.cells == (Cell("cell 1", "changed last"),)
    assert submission.notes[1] == "Chose 'b.ipynb' among 2 notebooks: it is the newest."


@pytest.mark.parametrize("arguments", [["init", "--quiet"], ["init", "--quiet", "--bare"]])
def test_a_repository_without_commits_is_refused(tmp_path, arguments):
    folder = tmp_path / "cohort/kim"
    folder.mkdir(parents=True)
    git(folder, *arguments)
    assert refusal(folder) == "is a git repository without commits; ask the student to commit and push"


def test_a_head_that_names_no_commit_falls_back_to_the_only_branch(kim, tmp_path):
    bare = tmp_path / "bare/lee.git"
    bare.mkdir(parents=True)
    git(bare, "init", "--quiet", "--bare", "-b", "master")
    git(kim, "push", "--quiet", str(bare), "main")
    (submission,) = read_cohort([bare], ASSIGNMENT).submissions
    assert submission.notes == (day_of(kim)[:-1] + " on 'refs/heads/main', as HEAD names no commit.",)
    git(kim, "push", "--quiet", str(bare), "main:other")
    (entry,) = read_cohort([bare], ASSIGNMENT).unreadable
    assert "whose HEAD names no commit; it has several branches: 'refs/heads/main', 'refs/heads/other'" in entry.reason


def test_links_and_submodules_in_the_tree_are_noted_and_not_followed(kim):
    (kim / "passwd.py").symlink_to("/etc/passwd")
    git(kim, "update-index", "--add", "--cacheinfo", f"160000,{git(kim, 'rev-parse', 'HEAD')},library")
    git(kim, "add", "passwd.py")
    git(kim, "commit", "--quiet", "-m", "work")
    submission = read(kim)
    assert submission.modules == ()
    assert submission.notes[1:] == (
        "The submodule 'library' in the repository was not followed.",
        "The link 'passwd.py' in the repository was not followed.",
    )


# Programs a repository names


def trap(folder):
    """A program that leaves a mark beside the cohort when it runs, and what it marks."""
    mark = folder / "it-ran"
    script = folder / "trap.sh"
    script.write_text(f'#!/bin/sh\necho "$0 $@" >> {mark}\ncat\n')
    script.chmod(0o755)
    return script, mark


PROGRAM_KEYS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "credential.helper", "diff.external", "diff.trap.command", "diff.trap.textconv",
    "filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "gpg.program", "gpg.ssh.program",
    "gpg.ssh.defaultKeyCommand", "interactive.diffFilter", "merge.trap.driver", "pager.cat-file", "pager.ls-tree",
    "pager.rev-list", "sequence.editor", "trailer.trap.command", "uploadpack.packObjectsHook", "alias.ls-tree",
    "alias.rev-list", "alias.cat-file", "remote.origin.uploadpack",
)  # fmt: skip


def test_no_program_that_a_repository_names_is_run(kim, tmp_path):
    script, mark = trap(tmp_path)
    commit(kim, {".gitattributes": "*.ipynb filter=trap diff=trap merge=trap\n*.py filter=trap\n", "util.py": "z = 1"})
    for key in PROGRAM_KEYS:
        git(kim, "config", key, f"!{script}" if key.startswith("alias.") else str(script))
    git(kim, "config", "log.showSignature", "true")
    git(kim, "config", "core.hooksPath", str(tmp_path / "hooks"))
    git(kim, "config", "filter.trap.required", "true")
    for hooks in (tmp_path / "hooks", kim / ".git/hooks"):
        hooks.mkdir(exist_ok=True)
        for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
            shutil.copy(script, hooks / hook)
    (kim / "essentials.ipynb").write_text(notebook("edited"))
    (kim / "other.ipynb").write_text(notebook("so that dates are asked for"))
    submission = read(kim)
    assert submission.cells == (Cell("cell 1", "committed"),)
    assert submission.modules == (Module("util", "z = 1"),)
    assert not mark.exists()
    subprocess.run(["git", "status"], cwd=kim, env=ENVIRONMENT, capture_output=True, check=False)
    assert mark.exists(), "the trap works: an ordinary git status springs it"


@pytest.mark.parametrize("url", ["ext::{script} %S", "trap::anything", "ssh://host/x", "{origin}"])
def test_an_object_that_is_missing_is_not_fetched_from_anywhere(kim, tmp_path, monkeypatch, url):
    """A partial clone may name any program as the way to its remote."""
    script, mark = trap(tmp_path)
    shutil.copy(script, tmp_path / "git-remote-trap")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    origin = tmp_path / "origin"
    shutil.copytree(kim, origin)
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(kim, "config", "extensions.partialClone", "origin")
    git(kim, "config", "remote.origin.promisor", "true")
    git(kim, "config", "remote.origin.url", url.format(script=script, origin=origin))
    git(kim, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    git(kim, "config", "protocol.allow", "always")
    git(kim, "config", "core.sshCommand", str(script))
    git(kim, "config", "remote.origin.uploadpack", f"{script}; git-upload-pack")
    blob = git(kim, "rev-parse", "HEAD:essentials.ipynb")
    (kim / f".git/objects/{blob[:2]}/{blob[2:]}").unlink()
    assert "git repository" in refusal(kim)
    assert not mark.exists()
    assert not (kim / f".git/objects/{blob[:2]}/{blob[2:]}").exists()


def test_the_environment_of_the_instructor_does_not_reach_git(kim, tmp_path, monkeypatch):
    script, mark = trap(tmp_path)
    (tmp_path / "gitconfig").write_text(f"[core]\n\tfsmonitor = {script}\n\tpager = {script}\n[nonsense\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    cohort = read_cohort([kim], ASSIGNMENT)
    assert cohort.submissions[0].cells == (Cell("cell 1", "committed"),)
    assert not mark.exists()
    assert not (tmp_path / "trace").exists()


def test_a_repository_is_left_as_it_was(kim):
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(kim.rglob("*"))}
    read(kim)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(kim.rglob("*"))} == before


def test_a_repository_of_another_user_is_read(kim):
    if os.getuid() != 0:
        pytest.skip("only root can give files away")
    for path in [kim, *kim.rglob("*")]:
        os.chown(path, 65534, 65534)
    assert read(kim).cells == (Cell("cell 1", "committed"),)


# Repositories that read from elsewhere


@pytest.fixture
def solutions(tmp_path):
    """What a student would like to hand in: the instructor's private repository."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    git(folder, "init", "--quiet", "-b", "main")
    commit(folder, {"essentials.ipynb": notebook("the reference")})
    return folder


def test_a_git_file_that_points_elsewhere_is_refused(kim, solutions):
    shutil.rmtree(kim / ".git")
    (kim / ".git").write_text(f"gitdir: {solutions}/.git")
    tip = "hand over a clone of the repository"
    assert refusal(kim) == f"is a git checkout whose '.git' is a file that points elsewhere; {tip}"
    (kim / ".git").unlink()
    (kim / ".git").symlink_to(solutions / ".git")
    assert refusal(kim) == f"is a git checkout whose '.git' is a link that points elsewhere; {tip}"


def steal_by_alternates(git_folder, solutions):
    (git_folder / "objects/info/alternates").write_text(f"{solutions}/.git/objects\n")
    (git_folder / "HEAD").write_text(git(solutions, "rev-parse", "HEAD"))


def steal_by_linked_objects(git_folder, solutions):
    shutil.rmtree(git_folder / "objects")
    (git_folder / "objects").symlink_to(solutions / ".git/objects")
    (git_folder / "HEAD").write_text(git(solutions, "rev-parse", "HEAD"))


def steal_by_linked_refs(git_folder, solutions):
    shutil.rmtree(git_folder / "refs/heads")
    (git_folder / "refs/heads").symlink_to(solutions / ".git/refs/heads")


def steal_by_common_folder(git_folder, solutions):
    (git_folder / "commondir").write_text(f"{solutions}/.git\n")
    (git_folder / "HEAD").write_text(git(solutions, "rev-parse", "HEAD"))


def wait_at_a_pipe(git_folder, solutions):
    (git_folder / "config").unlink()
    os.mkfifo(git_folder / "config")


@pytest.mark.parametrize(
    "change, what",
    [
        (steal_by_alternates, "'objects/info/alternates'"),
        (steal_by_linked_objects, "'objects'"),
        (steal_by_linked_refs, "'refs/heads'"),
        (steal_by_common_folder, "'commondir'"),
        (wait_at_a_pipe, "'config'"),
    ],
)
def test_a_repository_that_reads_from_elsewhere_is_refused(kim, solutions, change, what):
    change(kim / ".git", solutions)
    expected = f"is a git repository that reads from elsewhere: {what}; hand over a clone of the repository"
    assert refusal(kim) == expected


# Damage and bombs


def test_a_damaged_repository_is_refused(kim):
    blob = git(kim, "rev-parse", "HEAD:essentials.ipynb")
    path = kim / f".git/objects/{blob[:2]}/{blob[2:]}"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-5] + b"xxxxx")
    assert "git repository" in refusal(kim)


def test_a_configuration_that_is_none_is_refused(kim):
    (kim / ".git/config").write_text("[core\n\x1b[2J")
    expected = "is a git repository that cannot be read: git ended with code 128 (fatal: bad config line 1"
    assert refusal(kim).startswith(expected)


def tree(kim, lines):
    return git(kim, "mktree", "-z", stdin=b"".join(line + b"\0" for line in lines))


def commit_tree(kim, name):
    git(kim, "update-ref", "HEAD", git(kim, "commit-tree", name, "-m", "work"))


def test_a_tree_of_equal_trees_is_cut_off(kim):
    """Ten folders of ten folders of ... make 10^9 paths out of 10 objects."""
    blob = git(kim, "hash-object", "-w", "--stdin", stdin=b"x = 1")
    name = tree(kim, [f"100644 blob {blob}\tf{n}.py".encode() for n in range(10)])
    for _ in range(9):
        name = tree(kim, [f"040000 tree {name}\td{n}".encode() for n in range(10)])
    commit_tree(kim, name)
    assert refusal(kim).startswith("is a git repository that cannot be read: it writes more than 16777216 bytes")


@pytest.mark.parametrize("name", ["../evil.py", "a/../../evil.py", "a\x1b[2J.py"])
def test_a_tree_with_unsafe_names_is_refused(kim, name):
    """Git's mktree refuses such names, a program that writes objects itself does not."""
    blob = bytes.fromhex(git(kim, "hash-object", "-w", "--stdin", stdin=b"x = 1"))
    entry = b"100644 " + name.encode() + b"\0" + blob
    commit_tree(kim, git(kim, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=entry))
    assert "a path that leads out" in (reason := refusal(kim)) or "control characters" in reason


def test_a_large_blob_is_refused_by_its_size_before_it_is_unpacked(kim):
    commit(kim, {"essentials.ipynb": " " * (51 << 20)})
    assert refusal(kim).startswith("is 51 MB, more than the 50 MB that are read; ask the student to clear")


@pytest.mark.parametrize(
    "limits, reason",
    [
        (IntakeLimits(git_listing_bytes=60), "cannot be read: it writes more than 60 bytes"),
        (IntakeLimits(git_seconds=0.0), "cannot be read: it takes longer than 0 s"),
        (IntakeLimits(git_files=3), "is a git repository of more than 3 files"),
        (IntakeLimits(members=1), "holds more than 1 files"),
        (IntakeLimits(total_bytes=200), "holds more than 200 bytes of notebooks and .py files"),
    ],
)
def test_a_repository_is_bounded(kim, limits, reason):
    commit(kim, {"util.py": "#" * 199})
    assert read(kim).id == "kim"
    assert reason in refusal(kim, limits=limits)
