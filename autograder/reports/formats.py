"""The formats of ``autograder export``: one line for each, in the order in which help lists them."""

from __future__ import annotations

from autograder.reports.canvas import Canvas
from autograder.reports.classroom import Classroom
from autograder.reports.classroom50 import Classroom50
from autograder.reports.format import Format
from autograder.reports.gradescope import Gradescope
from autograder.reports.junit import Junit
from autograder.reports.moodle import Moodle
from autograder.reports.nbgrader_csv import NbgraderCsv
from autograder.reports.scores_csv import ScoresCsv

FORMATS: tuple[Format, ...] = (
    ScoresCsv(),
    Canvas(),
    Moodle(),
    Gradescope(),
    Classroom(),
    Classroom50(),
    Junit(),
    NbgraderCsv(),
)
