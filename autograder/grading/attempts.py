"""Which of a student's attempts counts: the last one, or the one with the best score after its own penalty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.intake import Cohort
from autograder.manifest import Attempts, Counts
from autograder.model import Submission, SubmissionResult

MARK = "\x1f"
"""Between a student's id and the number of an attempt while several are graded: no id holds a control character."""
Scored = tuple[Submission, SubmissionResult]
"""What was handed in, and what came of it under the student's own id."""


def entered(cohort: Cohort, rule: Attempts) -> Cohort:
    """The attempts that have to be graded, each with a note on which it is and under an id of its own."""
    before: dict[str, list[Submission]] = defaultdict(list)
    for submission in cohort.earlier:
        before[submission.id].append(submission)
    graded = []
    for submission in cohort.submissions:
        attempts = [*before[submission.id], submission]
        graded += _counting(attempts, rule) if len(attempts) > 1 else attempts
    return Cohort(tuple(graded), cohort.unreadable)


def student(name: str) -> str:
    """The student's id of a name that :func:`entered` gave."""
    return name.partition(MARK)[0]


def counted(scored: Iterable[Scored]) -> tuple[Scored, ...]:
    """One attempt of each student: of the best, the latest."""
    best: dict[str, Scored] = {}
    for submission, result in scored:
        known = best.get(result.id)
        if known is None or result.score >= known[1].score:
            best[result.id] = replace(submission, id=result.id), result
    return tuple(best.values())


def _counting(attempts: Sequence[Submission], rule: Attempts) -> list[Submission]:
    numbered = list(enumerate(attempts, 1))[: rule.limit]
    chosen = numbered if rule.count is Counts.BEST else numbered[-1:]
    which = "the best" if rule.count is Counts.BEST else "the last"
    within = f" of the first {rule.limit}" if rule.limit is not None and rule.limit < len(attempts) else ""
    return [
        replace(
            attempt,
            id=f"{attempt.id}{MARK}{number}" if len(chosen) > 1 else attempt.id,
            notes=(
                *attempt.notes,
                f"Attempt {number} of {len(attempts)}, handed in {attempt.submitted_at}; {which}{within} counts.",
            ),
        )
        for number, attempt in chosen
    ]
