"""Of the files of a submission one is the answer, ``.py`` files beside it are modules, and every choice is noted."""

import json
import os
import time
import unicodedata
from decimal import Decimal

from autograder.intake import read_cohort
from autograder.model import Assignment, Cell, Exercise, Module, Text

EXERCISES = tuple(Exercise(name, Decimal(1)) for name in ("conv_output_size", "attention", "gradient_step"))
ASSIGNMENT = Assignment("essentials", Text("Essentials"), EXERCISES)


def notebook(*sources):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "cells": cells}, ensure_ascii=False)


def write(path, content, *, day=1):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    changed = time.mktime((2026, 12, day, 0, 0, 0, 0, 0, -1))
    os.utime(path, (changed, changed))
    return path


def read_one(path):
    cohort = read_cohort([path], ASSIGNMENT, one=True)
    assert cohort.unreadable == ()
    (submission,) = cohort.submissions
    return submission


def test_the_name_of_the_assignment_wins_even_over_broken_and_newer_files(tmp_path):
    write(tmp_path / "kim/sub/essentials.ipynb", notebook("x = 1"), day=1)
    write(tmp_path / "kim/all.ipynb", notebook("def attention(): ...", "def conv_output_size(): ..."), day=3)
    write(tmp_path / "kim/draft.ipynb", "{", day=2)
    submission = read_one(tmp_path / "kim")
    assert submission.cells == (Cell("cell 1", "x = 1"),)
    assert submission.notes == (
        "Chose 'sub/essentials.ipynb' among 3 notebooks: it has the name the assignment asks for.",
    )


def test_a_manifest_can_ask_for_a_python_file(tmp_path):
    assignment = Assignment("essentials", Text("E"), EXERCISES, file="답안.py")
    name = unicodedata.normalize("NFD", "답안.py")
    write(tmp_path / f"kim/{name}", "import util")
    write(tmp_path / "kim/util.py", "def attention(): ...")
    (submission,) = read_cohort([tmp_path / "kim"], assignment, one=True).submissions
    assert (submission.cells[0].label, submission.modules[0].name) == ("답안.py", "util")


def test_then_the_file_that_defines_most_exercises(tmp_path):
    write(tmp_path / "kim/a.ipynb", notebook("def attention(q): ...", "  def conv_output_size(): ..."), day=2)
    write(tmp_path / "kim/b.ipynb", notebook("class attention:\n  x = 1\ndef gradient_step(): ..."), day=1)
    write(tmp_path / "kim/c.py", "def attention_mask(): ...\nasync def attention(): ...\nx = attention")
    submission = read_one(tmp_path / "kim")
    assert submission.cells[0].source.startswith("class attention")
    assert submission.notes == ("Chose 'b.ipynb' among 2 notebooks and 1 .py file: it defines 2 of 3 exercises.",)


def test_exercises_that_only_another_file_defines_are_noted(tmp_path):
    write(tmp_path / "kim/part1.ipynb", notebook("def attention(): ...\ndef gradient_step(): ..."))
    write(tmp_path / "kim/part2.ipynb", notebook("def conv_output_size(): ..."))
    write(tmp_path / "kim/part3.py", "def conv_output_size(): ...")
    assert read_one(tmp_path / "kim").notes[1:] == (
        "Not graded: conv_output_size in 'part2.ipynb'.",
        "Graded only if the answer imports it: conv_output_size in 'part3.py'.",
    )


def test_then_the_newest(tmp_path):
    write(tmp_path / "kim/1차.ipynb", notebook("def attention(): 1"), day=1)
    write(tmp_path / "kim/2차.ipynb", notebook("def attention(): 2"), day=2)
    submission = read_one(tmp_path / "kim")
    assert submission.cells[0].source == "def attention(): 2"
    assert submission.notes == ("Chose '2차.ipynb' among 2 notebooks: it is the newest.",)


def test_then_the_first_by_name(tmp_path):
    for name in "cab":
        write(tmp_path / f"kim/{name}.ipynb", notebook(name))
    assert read_one(tmp_path / "kim").notes == ("Chose 'a.ipynb' among 3 notebooks: it is the first by name.",)


def test_a_notebook_goes_before_a_newer_python_file(tmp_path):
    write(tmp_path / "kim/work.ipynb", notebook("def attention(): 1"), day=1)
    write(tmp_path / "kim/work_exported.py", "def attention(): 2", day=2)
    submission = read_one(tmp_path / "kim")
    assert submission.notes == (
        "Chose 'work.ipynb' among 1 notebook and 1 .py file: a notebook goes before a .py file.",
    )


def test_broken_files_beside_a_good_one_are_noted(tmp_path):
    write(tmp_path / "kim/a.ipynb", "{")
    write(tmp_path / "kim/b.ipynb", notebook("x = 1"))
    (tmp_path / "kim/c.py").write_bytes(b"\xff\xff")
    submission = read_one(tmp_path / "kim")
    assert submission.cells == (Cell("cell 1", "x = 1"),)
    assert submission.notes[0] == "Chose 'b.ipynb' among 2 notebooks and 1 .py file: the others cannot be read."
    assert submission.notes[1].startswith("'a.ipynb' is not read: it is not valid JSON")
    assert submission.notes[2].startswith("'c.py' is not read: it is neither UTF-8")


def test_a_broken_file_of_the_right_name_is_refused_not_replaced(tmp_path):
    write(tmp_path / "kim/essentials.ipynb", "{")
    write(tmp_path / "kim/util.py", "def attention(): ...")
    cohort = read_cohort([tmp_path / "kim"], ASSIGNMENT, one=True)
    assert cohort.submissions == ()
    assert cohort.unreadable[0].reason.startswith(f"{tmp_path}/kim: 'essentials.ipynb' is not valid JSON")


def test_a_notebook_without_code_is_read_with_a_note(tmp_path):
    kim = write(tmp_path / "kim.ipynb", notebook(" \n"))
    assert read_one(kim).notes == ("'kim.ipynb' holds no code.",)


# Modules


def test_modules_are_named_as_the_answer_imports_them(tmp_path):
    for path in (
        "hw/util.py", "hw/nets/__init__.py", "hw/nets/cnn.py", "other/draw.py", "도구.py",
        "hw/my-tools.py", "2차/old.py", "hw/conftest.py", "hw/setup.py", "sitecustomize.py", ".hidden.py",
        "hw/.ipynb_checkpoints/util.py", "__MACOSX/hw/util2.py", "hw/__pycache__/x.py",
        "venv/lib/torch.py", "env2/bin/a.py",
    ):  # fmt: skip
        write(tmp_path / "kim" / path, path)
    write(tmp_path / "kim/env2/pyvenv.cfg", "")
    write(tmp_path / "kim/hw/essentials.ipynb", notebook("import util"))
    submission = read_one(tmp_path / "kim")
    assert {module.name: module.source for module in submission.modules} == {
        "util": "hw/util.py",
        "nets": "hw/nets/__init__.py",
        "nets.cnn": "hw/nets/cnn.py",
        "other.draw": "other/draw.py",
        "도구": "도구.py",
    }
    assert submission.notes == ()


def test_of_two_modules_of_one_name_the_one_beside_the_answer_counts(tmp_path):
    write(tmp_path / "kim/util.py", "far")
    write(tmp_path / "kim/hw/util.py", "near")
    write(tmp_path / "kim/hw/essentials.ipynb", notebook("import util"))
    submission = read_one(tmp_path / "kim")
    assert submission.modules == (Module("util", "near"),)
    assert submission.notes == ("'util.py' is not importable: another file has the module name util.",)
