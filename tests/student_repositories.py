"""Bare repositories as a server has them, and a student who pushes to them with whatever date they like."""

import os
import subprocess

IDENTITY = {
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "kim",
    "GIT_AUTHOR_EMAIL": "kim@example.org",
    "GIT_COMMITTER_NAME": "kim",
    "GIT_COMMITTER_EMAIL": "kim@example.org",
}


def git(folder, *arguments, date="2026-12-01T10:00:00+0900"):
    """Run git; its output without the last line end."""
    dates = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00+0000", "GIT_COMMITTER_DATE": date}
    done = subprocess.run(
        ["git", *map(str, arguments)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **IDENTITY, **dates},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


class Server:
    """A folder of bare repositories, each with a working copy beside it."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def repository(self, name, branch="main"):
        """Make one without commits; its path."""
        bare = self.folder / f"{name}.git"
        git(self.folder, "init", "--quiet", "--bare", "-b", branch, bare)
        work = self.folder / name
        work.mkdir()
        git(work, "init", "--quiet", "-b", branch)
        git(work, "remote", "add", "origin", bare)
        return bare

    def push(self, name, files, date, *, branch="main", amend=False):
        """Commit these files and push them, by force; the name of the commit. The author's date is years earlier."""
        work = self.folder / name
        for path, text in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text, "utf-8")
        git(work, "add", "--all", "--force", date=date)
        amending = ["--amend"] if amend else []
        git(work, "commit", "--quiet", "--allow-empty", "-m", "work", *amending, date=date)
        git(work, "push", "--quiet", "--force", "origin", f"HEAD:{branch}", date=date)
        return git(work, "rev-parse", "HEAD")
