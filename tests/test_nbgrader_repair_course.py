"""A class of damaged notebooks through nbgrader's own command: one run, exit code 0, a score or a reason for each."""

import copy
import json
import os
import sys
from pathlib import Path

import nbformat
import nbgrader_commands
import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader_exam import ANSWERS, EXAM, answered, named, place, source_notebook, text

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "course"
ours, stock = "autograder.integrations.nbgrader", "nbgrader.preprocessors"
sanitize = ["ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata"]
c.Autograde.exporter_class = f"{ours}.repair_reading.RepairingExporter"
c.Autograde.sanitize_preprocessors = [f"{ours}.repair.Repair", *(f"{stock}.{step}" for step in sanitize)]
c.Autograde.autograde_preprocessors = [  # nothing is executed
    f"{stock}.LimitOutput",
    f"{stock}.SaveAutoGrades",
    f"{ours}.repair_notes.SaveNotes",
    f"{stock}.AssignLatePenalties",
    f"{stock}.CheckCellMetadata",
]
"""
FULL = {"double-tests": 6.0, "halve-tests": 2.5, "essay": None, "plot": None, "task": None}
"""What stock nbgrader gives where no test has run: all of it, and for what a person grades nothing yet."""


def copied_answer(notebook):
    notebook.cells.insert(place(notebook, "halve"), copy.deepcopy(named(notebook, "double")))


def copied_tests(notebook):
    notebook.cells.append(copy.deepcopy(named(notebook, "halve-tests")))


def deleted_tests(notebook):
    del notebook.cells[place(notebook, "double-tests")]


def split_answer(notebook):
    whole = named(notebook, "double")
    head, tail = whole.source.rsplit("\n", 1)
    whole.source = head
    notebook.cells.insert(place(notebook, "double") + 1, new_code_cell(tail))


def renamed(notebook):
    named(notebook, "double-tests").metadata.nbgrader.grade_id = "mine"


def no_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})


def foreign_metadata(notebook):
    notebook.cells[1].metadata = nbformat.from_dict({"nbgrader": {"grade_id": "q1", "locked": True}, "colab": {}})


def old_schema(notebook):
    named(notebook, "double").metadata.nbgrader.schema_version = 2


def new_schema(notebook):
    named(notebook, "double").metadata.nbgrader.schema_version = 4


def empty_metadata(notebook):
    named(notebook, "double").metadata.nbgrader = nbformat.from_dict({})


def metadata_no_object(notebook):
    named(notebook, "double-tests").metadata.nbgrader = "yes"


def skipped_tests(notebook):
    named(notebook, "double-tests").metadata.tags = ["skip-execution"]


def unknown_kernel(notebook):
    notebook.metadata.kernelspec = {"name": "no-such-kernel", "display_name": "?"}


def no_kernel(notebook):
    notebook.metadata = nbformat.from_dict({})


def doubled_cell_ids(notebook):
    for cell in notebook.cells:
        cell.id = "same"


def other_types(notebook):
    for name in ("double", "double-tests"):
        cell = named(notebook, name)
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]


def edited_points(notebook):
    named(notebook, "double-tests").metadata.nbgrader.points = 600


def flipped_flags(notebook):
    named(notebook, "double-tests").metadata.nbgrader |= {"grade": False, "solution": True, "locked": False}


def forged_cell(notebook):
    metadata = {"nbgrader": {**named(notebook, "double-tests").metadata.nbgrader, "grade_id": "bonus", "points": 100}}
    paid = new_output("execute_result", data={"text/plain": "100"})
    notebook.cells.append(new_code_cell("100", metadata=metadata, outputs=[paid]))


REPAIRED = {
    copied_answer: "double",
    copied_tests: "halve",
    deleted_tests: "double",
    split_answer: "double",
    renamed: "double",
    no_metadata: "double",
    foreign_metadata: "double",
    old_schema: "double",
    new_schema: "double",
    empty_metadata: "double",
    metadata_no_object: "double",
    skipped_tests: "double",
    unknown_kernel: "double",
    no_kernel: "double",
    doubled_cell_ids: "double",
    other_types: "double",
    edited_points: "double",
    flipped_flags: "double",
    forged_cell: "double",
}
"""Each damage, and the answer whose comment tells of it."""
READ = {
    "format_3": lambda notebook: nbformat.writes(notebook, version=3).encode(),
    "format_4_0": lambda notebook: json.dumps(without_ids(notebook)).encode(),
    "utf_16": lambda notebook: text(notebook).encode("utf-16"),
    "byte_order_mark": lambda notebook: b"\xef\xbb\xbf" + text(notebook).encode(),
    "no_format": lambda notebook: json.dumps({"cells": notebook.cells}).encode(),
    "broken_cell": lambda notebook: json.dumps({**notebook, "cells": [{"source": 3}, *notebook.cells]}).encode(),
    "half_a_character": lambda notebook: text(notebook).replace("## In", "## \\ud800").encode(),
}
"""Files that nbconvert cannot read, or not as they were meant."""
UNREADABLE = {
    "empty": b"",
    "cut_off": b'{"cells": [',
    "web_page": b"<!DOCTYPE html>",
    "binary": b"\x89PNG\xff\xfe",
    "no_cells": b'{"nbformat": 4}',
}


def without_ids(notebook):
    cells = [{key: value for key, value in cell.items() if key != "id"} for cell in notebook.cells]
    return {**notebook, "cells": cells, "nbformat_minor": 0}


class Class:
    """A course folder and the gradebook in it."""

    def __init__(self, root):
        self.root = root
        (root / "nbgrader_config.py").write_text(CONFIG)
        source = root / "source" / EXAM / f"{EXAM}.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(text(source_notebook()))
        assert self.run("generate_assignment", EXAM).returncode == 0
        self.released = nbformat.read(root / "release" / EXAM / f"{EXAM}.ipynb", as_version=4)

    def run(self, *command):
        folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        environment = {**os.environ, **{name: str(self.root / "jupyter") for name in folders}}
        programs = Path(sys.executable).parent
        environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"  # it calls alembic by its name
        return nbgrader_commands.run("nbgrader", command, cwd=self.root, env=environment)

    def file(self, student):
        return self.root / "submitted" / student / EXAM / f"{EXAM}.ipynb"

    def hand_in(self, student, data):
        self.file(student).parent.mkdir(parents=True, exist_ok=True)
        self.file(student).write_bytes(data)

    def result(self, student):
        """Scores, whether a person has to look, and comments, by cell."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "course") as gradebook:
            submission = gradebook.find_submission_notebook(EXAM, EXAM, student)
            scores = {grade.name: grade.auto_score for grade in submission.grades}
            looks = {grade.name for grade in submission.grades if grade.needs_manual_grade}
            return scores, looks, {comment.name: comment.auto_comment for comment in submission.comments}

    def autograded(self, student):
        file = self.root / "autograded" / student / EXAM / f"{EXAM}.ipynb"
        return nbformat.read(file, as_version=4)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """All of them handed in and autograded by one command."""
    course = Class(tmp_path_factory.mktemp("course"))
    for damage in REPAIRED:
        notebook = answered(course.released)
        damage(notebook)
        course.hand_in(damage.__name__, json.dumps(notebook).encode())
    for student, spoil in READ.items():
        course.hand_in(student, spoil(answered(course.released)))
    for student, data in UNREADABLE.items():
        course.hand_in(student, data)
    for student in ("fine", "again"):
        course.hand_in(student, text(answered(course.released)).encode())
    course.file("linked").parent.mkdir(parents=True)
    course.file("linked").symlink_to(course.file("fine"))
    course.done = course.run("autograde", EXAM)
    return course


def test_the_command_ends_well_and_nobody_is_lost(graded):
    students = {file.parent.parent.name for file in graded.root.glob("submitted/*/*/*.ipynb")}
    assert graded.done.returncode == 0, graded.done.stderr[-3000:]
    assert "Traceback" not in graded.done.stderr
    assert {file.name for file in graded.root.glob("autograded/*")} == students
    assert len(students) == 34


@pytest.mark.parametrize("damage", REPAIRED, ids=lambda damage: damage.__name__)
def test_a_repaired_notebook_has_its_points_its_answers_and_a_note(graded, damage):
    scores, looks, comments = graded.result(damage.__name__)
    assert scores == FULL
    assert {"double-tests", "halve-tests"}.isdisjoint(looks)
    told = [line for line in graded.done.stderr.splitlines() if f"{damage.__name__}, {EXAM}.ipynb: " in line]
    shown = "\n".join(filter(None, comments.values()))
    assert told
    assert all(line.partition(".ipynb: ")[2] in shown for line in told)
    assert comments[REPAIRED[damage]]
    notebook = graded.autograded(damage.__name__)
    answer = ANSWERS if damage is not split_answer else {name: ANSWERS[name] for name in ("halve", "essay", "plot")}
    assert {name: named(notebook, name).source for name in answer} == answer
    assert "assert double(-3) == -6" in named(notebook, "double-tests").source


@pytest.mark.parametrize("student", READ)
def test_a_file_that_nbconvert_stumbles_over_is_read(graded, student):
    notebook = graded.autograded(student)
    assert graded.result(student)[0] == FULL
    assert {name: named(notebook, name).source for name in ANSWERS} == ANSWERS


@pytest.mark.parametrize("student", [*UNREADABLE, "linked"])
def test_what_cannot_be_read_has_no_score_but_a_reason(graded, student):
    scores, looks, comments = graded.result(student)
    assert (scores, looks) == (dict.fromkeys(FULL), set(FULL))
    assert "Nothing of it was graded" in comments["double"]


def test_an_undamaged_notebook_has_no_note(graded):
    scores, _, comments = graded.result("fine")
    assert (scores, set(comments.values())) == (FULL, {None})


def test_an_unreadable_second_try_leaves_no_old_score(graded):
    assert graded.result("again")[0] == FULL
    graded.hand_in("again", b"{")
    assert graded.run("autograde", EXAM, "--student", "again", "--force").returncode == 0
    assert graded.result("again")[:2] == (dict.fromkeys(FULL), set(FULL))
