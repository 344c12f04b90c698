"""The pytest plugin: ``pytest grading_tests/essentials --submission path/to/notebook.ipynb``.

Importing it is cheap, because pytest loads it in every session of an environment it is installed in; torch and the rest
come with the first hidden test.
"""

from __future__ import annotations

import pytest

MARKERS = (
    "exercise(id): the exercise that these tests judge",
    "points(n): what the test is worth, all or nothing over its parameters and devices",
    "message(ko=...): the sentence a student sees, in Korean; the docstring is the English one",
    "devices(*names): where the test runs; by default where its exercise does",
    "forbids(*names): dotted names whose use is flagged for a person",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options for an instructor at a terminal; the grader itself passes its judge as a plugin object."""
    group = parser.getgroup("autograder", "grade one submission by hand")
    group.addoption("--submission", metavar="PATH", help="notebook, .py, zip or folder that the hidden tests judge")
    group.addoption("--grading-seed", metavar="S", default=None, help="seed of the inputs (default: by hand)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, and a judge if a submission is given."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    path = config.getoption("--submission")
    if path is not None:
        from autograder.plugin.by_hand import by_hand  # noqa: PLC0415 - imports torch

        config.pluginmanager.register(by_hand(config, path), "autograder-by-hand")
