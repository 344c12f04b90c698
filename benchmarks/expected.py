"""What each notebook of a cohort must earn: times of a run that graded wrongly mean nothing."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.cohort import Answer

Plan = Mapping[str, Mapping[str, Answer]]
"""By submission and exercise, what the notebook holds; what ``write_cohort`` returns."""
Earned = Mapping[str, Mapping[str, float]]
"""By submission and exercise, the share of its points from 0 to 1."""


class UnexpectedScores(Exception):
    """Something was graded wrongly, so the benchmark is void."""


def check_scores(who: str, earned: Earned, plan: Plan) -> None:
    """Right answers earn everything, raising and absent ones nothing, wrong ones less than everything.

    Raises:
        UnexpectedScores: a submission is missing, or one of its answers earned something else.

    """
    surprises = [
        f"{submission}, {exercise}: {'missing' if share is None else f'{kind} answer earned {share:.0%}'}"
        for submission, answers in plan.items()
        for exercise, kind in answers.items()
        if not _fits(kind, share := earned.get(submission, {}).get(exercise))
    ]
    if surprises:
        listed = "\n  ".join(surprises[:10])
        raise UnexpectedScores(f"{who}: {len(surprises)} scores are not what they must be:\n  {listed}")


def _fits(kind: Answer, share: float | None) -> bool:
    if share is None:
        return False
    match kind:
        case Answer.RIGHT:
            return share == 1
        case Answer.WRONG:
            return share < 1
        case _:
            return share == 0
