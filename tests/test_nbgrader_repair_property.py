"""Any damage to metadata, cell after cell: what comes out is what stock nbgrader accepts, with every answer in it."""

import copy
import json

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader_exam import NAMES, accepted, answered, generate

from autograder.integrations.nbgrader.repairing import repair

FLAGS = ("schema_version", "grade", "solution", "locked", "task", "points", "cell_type", "checksum", "grade_id")
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 200), st.floats(), st.sampled_from([*NAMES, "", "x y", "\ud800", [], {}])
)


def delete(draw, cells, at):
    del cells[at]


def paste(draw, cells, at):
    cells.insert(draw(st.integers(0, len(cells))), copy.deepcopy(cells[at]))


def flag(draw, cells, at):
    metadata = cells[at]["metadata"]
    if isinstance(metadata, dict) and isinstance(metadata.get("nbgrader"), dict):
        metadata["nbgrader"][draw(st.sampled_from(FLAGS))] = draw(JUNK)


def ours(draw, cells, at):
    if isinstance(cells[at]["metadata"], dict):
        cells[at]["metadata"]["nbgrader"] = draw(JUNK)


def metadata(draw, cells, at):
    cells[at]["metadata"] = draw(st.sampled_from([{}, {"tags": ["skip-execution", 3]}, {"name": 7}, 3, None]))


def kind(draw, cells, at):
    cells[at]["cell_type"] = draw(st.sampled_from(["code", "markdown", "raw", "html", 5]))


def split(draw, cells, at):
    whole = cells[at]
    cut = draw(st.integers(0, len(whole["source"])))
    cells[at : at + 1] = [
        {**copy.deepcopy(whole), "source": part} for part in (whole["source"][:cut], whole["source"][cut:])
    ]


def move(draw, cells, at):
    cells.insert(draw(st.integers(0, len(cells) - 1)), cells.pop(at))


def name(draw, cells, at):
    cells[at]["id"] = draw(JUNK)


DAMAGES = (delete, paste, flag, ours, metadata, kind, split, move, name)


@pytest.fixture(scope="module")
def exam(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("exam"))


@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_happens_to_cells_nbgrader_accepts_the_outcome_and_no_answer_is_lost(exam, caplog, data):
    notebook = json.loads(nbformat.writes(answered(exam.released)))
    cells = notebook["cells"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    for damage in data.draw(st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=12)):
        if cells:
            damage(data.draw, cells, data.draw(st.integers(0, len(cells) - 1)))
    for key in data.draw(st.sets(st.sampled_from(["metadata", "nbformat", "nbformat_minor"]))):
        notebook[key] = data.draw(JUNK)
    outcome = repair(notebook, exam.known)
    accepted(outcome.notebook, exam, caplog)
    kept = {cell.source for cell in outcome.notebook.cells}
    handed_out = {line.strip() for cell in exam.released.cells for line in cell.source.splitlines()} | {""}
    lost = {cell["source"] for cell in cells} - kept
    assert all(line.strip() in handed_out for text in lost for line in text.splitlines())
    assert repair(outcome.notebook, exam.known).notebook.cells == outcome.notebook.cells
