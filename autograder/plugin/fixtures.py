"""What hidden tests use, registered together with a judge: fixtures, and how two values that differ are explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.plugin.judge import Judge
from autograder.plugin.phases import bounded_words
from autograder.remote import CaseDevice
from autograder.testing import Make


class Fixtures:
    """``student``, ``reference``, ``make``, ``rng`` and ``device``; bounded words for ``assert a == b``."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    @pytest.fixture
    def student(self) -> Any:
        """The submission: its functions and classes run in a locked worker."""
        return self._judge.student

    @pytest.fixture
    def reference(self) -> Any:
        """The author's solutions."""
        return self._judge.subject.reference

    @pytest.fixture
    def make(self) -> Make:
        """Inputs that are the same for every student and different in every test and run."""
        return Make(self._judge.running.numbers("make"))

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """A numpy generator under the same promise as ``make``."""
        return np.random.default_rng(self._judge.running.numbers("rng"))

    @pytest.fixture
    def device(self) -> CaseDevice:
        """The device the case runs on: for the submission its own, for the reference the CPU."""
        return CaseDevice.of(self._judge.device)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Explain with our bounded formatter while the test runs."""
        with bounded_words(item.config):
            return (yield)
