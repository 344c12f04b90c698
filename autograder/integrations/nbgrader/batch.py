"""All collected submissions of one assignment, graded in one go when the first of them is asked for.

Results live in the project's results store under keys made from content (SEMANTICS 24): what another run, the plain
``autograder grade`` included, has judged is not judged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.grading.judging import Watcher
from autograder.grading.options import GradeOptions
from autograder.grading.pipeline import grade_cohort
from autograder.intake import Cohort
from autograder.integrations.nbgrader.submitted import Handed
from autograder.model import Assignment, Submission, SubmissionResult, Unreadable


@dataclass(frozen=True, slots=True)
class _Graded:
    """A result and what it is the result of."""

    digest: str
    notes: tuple[str, ...]
    result: SubmissionResult


class Batch:
    """Results of one assignment's submissions.

    Args:
        options: how to grade.
        notebook: name of the notebook students answer in.
        watcher: is told how far the grading is.

    """

    def __init__(self, options: GradeOptions, notebook: str, watcher: Watcher) -> None:
        self._options, self._notebook, self._watcher = options, notebook, watcher
        self._graded: dict[str, _Graded] = {}
        self._failure: Exception | None = None

    def grade(self, assignment: Assignment, handed: Iterable[Handed]) -> None:
        """Grade these at once; one that cannot be read is left to :meth:`result`.

        Raises:
            AutograderError: nothing can be graded.

        """
        read = [one.read(assignment, self._notebook) for one in handed]
        submissions = tuple(one for one in read if isinstance(one, Submission))
        self._grade(submissions)

    def result(self, assignment: Assignment, handed: Handed) -> SubmissionResult | Unreadable:
        """The result of what lies there now; graded now if it is none of those that were.

        Raises:
            AutograderError: nothing can be graded; the same error for every student after the first.

        """
        submission = handed.read(assignment, self._notebook)
        if isinstance(submission, Unreadable):
            return submission
        known = self._graded.get(submission.id)
        if known is None or (known.digest, known.notes) != (submission.digest, submission.notes):
            self._grade((submission,))
        return self._graded[submission.id].result

    def _grade(self, submissions: tuple[Submission, ...]) -> None:
        if self._failure is not None:
            raise self._failure
        try:
            report = grade_cohort(self._options, lambda _: Cohort(submissions, ()), self._watcher)
        except Exception as error:
            self._failure = error  # a judge that cannot start takes seconds to say so
            raise
        results = {result.id: result for result in report.submissions}
        for submission in submissions:
            self._graded[submission.id] = _Graded(submission.digest, submission.notes, results[submission.id])
