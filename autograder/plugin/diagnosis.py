"""Which known misconception gives the student's wrong result (SEMANTICS 21)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from autograder.model import Text
from autograder.plugin.subject import Subject
from autograder.testing import Answer, Memo, agree

Record = Callable[[Any], list[Answer]]
"""Runs the test with somebody in the student's place and returns what each comparison was given."""


class Diagnosis:
    """Compares a wrong result with those of the wrong solutions, which are computed once per test."""

    def __init__(self, subject: Subject, memo: Memo) -> None:
        self._subject, self._memo = subject, memo

    def hint(self, exercise: str, test: str, number: int, answer: Answer, record: Record) -> Text:
        """The hint of the first wrong solution that gives the same in comparison ``number``; empty if none does."""
        for wrong in self._subject.wrong.get(exercise, ()):
            wronged = partial(record, self._subject.with_wrong(exercise, wrong))
            answers = self._memo.get((test, "wrong", wrong.name), wronged)
            if number < len(answers) and agree.same(answer, answers[number]):
                return wrong.hint
        return Text()
