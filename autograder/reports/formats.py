"""The formats of ``autograder export``: one line for each, in the order in which help lists them."""

from __future__ import annotations

from autograder.reports.format import Format

FORMATS: tuple[Format, ...] = ()
