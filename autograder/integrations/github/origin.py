"""What Classroom 50 calls the submission of a job, from what its runner sets or else from the commit itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.git import Git
from autograder.intake.limits import DEFAULT_LIMITS
from autograder.intake.process import ProcessFailed
from autograder.intake.repository import git_folder
from autograder.reports.classroom50 import Mode, Origin, tag, utc
from autograder.reports.safe import plain


def origin(
    environment: Mapping[str, str], checkout: Path, *, assignment: str, student: str, when: str, url: str = ""
) -> Origin:
    """The origin of one submission.

    Args:
        environment: of the job; ``USERNAME`` and the like count only beside ``CLASSROOM``, as they are set on many
            machines and mean something else there.
        checkout: the student's repository.
        assignment: what it is called here.
        student: the id.
        when: ISO 8601, when it was handed in.
        url: of the student's repository on the web; empty if nobody said so.

    Raises:
        ReportError: the time is not known.

    """
    moment = utc(when)
    theirs = {key: plain(value) for key, value in environment.items()} if environment.get("CLASSROOM") else {}
    name = commit_name(checkout)
    commit = theirs.get("COMMIT_URL") or _link(environment, name, url) or name
    return Origin(
        classroom=theirs.get("CLASSROOM") or environment.get("GITHUB_REPOSITORY_OWNER") or "classroom",
        assignment=theirs.get("ASSIGNMENT") or assignment,
        owner=theirs.get("USERNAME") or plain(student),
        tag=theirs.get("SUBMISSION_TAG") or tag(moment, name),
        datetime=moment,
        commit=commit,
        release=theirs.get("RELEASE_URL") or commit,
        review=theirs.get("REVIEW_URL") or commit,
        mode=Mode.GROUP if theirs.get("ASSIGNMENT_TYPE") == Mode.GROUP else Mode.INDIVIDUAL,
    )


def commit_name(checkout: Path) -> str:
    """The name of the commit that is checked out; zeros if there is none."""
    folder = git_folder(checkout)
    try:
        lines = Git(folder.resolve(), DEFAULT_LIMITS).lines("rev-list", "-1", "HEAD", "--") if folder else []
    except (ProcessFailed, SubmissionRefused, OSError):
        lines = []
    return lines[0] if lines else "0" * 40


def _link(environment: Mapping[str, str], name: str, url: str) -> str:
    """A link to the commit: in the repository that was named, or in that of the job if it is the student's own."""
    server, repository = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    own = server and repository and environment.get("GITHUB_SHA") == name
    page = url.rstrip("/") or (f"{server}/{repository}" if own else "")
    return f"{page}/commit/{name}" if page else ""
