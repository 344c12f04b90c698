"""What students do to an nbgrader notebook, and what becomes of it; each case also passes nbgrader's own checks."""

import copy
import json
import logging

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader_exam import ANSWERS, NAMES, accepted, answered, generate, grade_id, named, place

from autograder.errors import SubmissionRefused
from autograder.integrations.nbgrader.repairing import Damage, Kept, Note, read_notebook, rebuild, repair


@pytest.fixture(scope="module")
def exam(tmp_path_factory):
    """The generated assignment."""
    return generate(tmp_path_factory.mktemp("exam"))


@pytest.fixture
def notebook(exam):
    """One that a student has answered, to be damaged."""
    return answered(exam.released)


@pytest.fixture
def mend(exam, caplog):
    """Repairs a notebook and holds the outcome against nbgrader."""

    def mended(notebook):
        outcome = repair(notebook, exam.known)
        accepted(outcome.notebook, exam, caplog)
        return outcome

    return mended


def damages(outcome):
    return [note.damage for note in outcome.notes]


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def answers(notebook):
    return {name: named(notebook, name).source for name in ANSWERS}


def copy_below(notebook, name, source=None):
    """Copy and paste, as Jupyter does it: metadata and all."""
    pasted = copy.deepcopy(next(cell for cell in notebook.cells if grade_id(cell) == name))
    pasted.source = pasted.source if source is None else source
    pasted.id = f"pasted-{len(notebook.cells)}"
    last = max(at for at, cell in enumerate(notebook.cells) if grade_id(cell) == name)
    notebook.cells.insert(last + 1, pasted)


def test_an_undamaged_notebook_needs_no_note_and_keeps_its_cells(notebook, mend):
    outcome = mend(notebook)
    assert outcome.notes == ()
    assert [grade_id(cell) for cell in outcome.notebook.cells] == [grade_id(cell) for cell in notebook.cells]
    assert answers(outcome.notebook) == ANSWERS


def test_hidden_tests_are_back_in_their_cell(notebook, mend):
    assert "assert double(-3) == -6" in named(mend(notebook).notebook, "double-tests").source


@pytest.mark.parametrize(
    "texts, counts",
    [
        (["def double(x):\n    return 1", "def double(x):\n    return 2"], 1),
        (["def double(x):\n    return 1", 'def double(x):\n    """Twice x."""\n    raise NotImplementedError()'], 0),
        (["def double(x):\n    return 1", "def double(x): pass"], 0),
        (["def double(x):\n    return 1", "double(21)"], 0),
        (["def double(x):\n    return 1", ""], 0),
        (["def double(x):\n    return 1", "def double(x:\n    return"], 0),
        (["", "# later"], 1),
    ],
)
def test_of_copies_the_last_complete_definition_counts(notebook, mend, texts, counts):
    named(notebook, "double").source = texts[0]
    copy_below(notebook, "double", texts[1])
    outcome = mend(notebook)
    assert named(outcome.notebook, "double").source == texts[counts]
    assert damages(outcome) == [Damage.DUPLICATED]
    assert outcome.notes[0].places == (3 + counts,)
    assert set(texts) <= set(sources(outcome.notebook))


def test_of_copied_tests_the_last_unchanged_one_counts(notebook, mend):
    copy_below(notebook, "double-tests")
    copy_below(notebook, "double-tests", "assert True")
    outcome = mend(notebook)
    assert place(outcome.notebook, "double-tests") == 4
    assert (sources(outcome.notebook).count("assert True"), damages(outcome)) == (1, [Damage.DUPLICATED])


def test_a_copied_answer_that_a_person_grades_is_the_last_one_that_was_written(notebook, mend):
    copy_below(notebook, "essay", "YOUR ANSWER HERE")
    assert named(mend(notebook).notebook, "essay").source == ANSWERS["essay"]


@pytest.mark.parametrize("name", NAMES)
def test_a_deleted_cell_is_back_in_its_place(exam, notebook, mend, name):
    del notebook.cells[place(notebook, name)]
    outcome = mend(notebook)
    order = [found for cell in outcome.notebook.cells if (found := grade_id(cell))]
    assert (order, damages(outcome)) == (NAMES, [Damage.DELETED])
    assert outcome.notes[0].cells == (name,)


def test_deleted_tests_come_below_what_the_student_wrote_under_the_answer(notebook, mend):
    notebook.cells.insert(place(notebook, "double-tests"), new_code_cell("print(double(3))"))
    del notebook.cells[place(notebook, "double-tests")]
    outcome = mend(notebook)
    at = place(outcome.notebook, "double-tests")
    assert outcome.notebook.cells[at - 1].source == "print(double(3))"
    assert grade_id(outcome.notebook.cells[at + 1]) == "halve"


def test_an_empty_notebook_gets_every_cell(exam, mend):
    outcome = mend({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert [grade_id(cell) for cell in outcome.notebook.cells] == NAMES


def test_an_answer_whose_cell_was_left_untouched_is_found_where_it_was_written(notebook, exam, mend):
    named(notebook, "double").source = named(exam.released, "double").source
    notebook.cells.append(new_code_cell(ANSWERS["double"]))
    outcome = mend(notebook)
    assert named(outcome.notebook, "double").source == ANSWERS["double"]
    assert damages(outcome) == [Damage.MOVED]


def test_a_split_definition_keeps_its_id_on_the_part_that_defines(notebook, mend):
    head, tail = 'def double(x):\n    """Twice x."""', "    return x + x"
    named(notebook, "double").source = head
    notebook.cells.insert(place(notebook, "double") + 1, new_code_cell(tail))
    outcome = mend(notebook)
    assert named(outcome.notebook, "double").source == head
    assert tail in sources(outcome.notebook)
    assert damages(outcome) == [Damage.SPLIT]


def test_a_split_essay_has_its_id_on_the_part_that_was_written(exam, mend):
    notebook = answered(exam.released)
    named(notebook, "essay").source = ""
    notebook.cells.insert(place(notebook, "essay") + 1, new_markdown_cell("YOUR ANSWER HERE\n\nIt is even."))
    outcome = mend(notebook)
    assert named(outcome.notebook, "essay").source.endswith("It is even.")
    assert damages(outcome) == [Damage.SPLIT]


def test_an_essay_below_its_cell_waits_for_a_person(exam, notebook, mend):
    named(notebook, "essay").source = "YOUR ANSWER HERE"
    notebook.cells.insert(place(notebook, "essay") + 1, new_markdown_cell("It is even."))
    outcome = mend(notebook)
    assert damages(outcome) == [Damage.ELSEWHERE]
    assert outcome.notes[0].damage.needs_look
    assert outcome.notes[0].cells == ("essay",)


def test_an_unanswered_essay_waits_for_nobody(exam, mend):
    assert mend(answered(exam.released, {})).notes == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("new", ["other", "Double", 7, None, "", "prose two", "<b>"])
def test_a_renamed_cell_is_recognised(notebook, mend, name, new):
    named(notebook, name).metadata.nbgrader["grade_id"] = new
    outcome = mend(notebook)
    assert answers(outcome.notebook) == ANSWERS
    assert damages(outcome) == [Damage.UNNAMED]
    assert outcome.notes[0].cells == (name,)
    assert len(outcome.notebook.cells) == len(notebook.cells)


@pytest.mark.parametrize("one, other", [("double", "halve"), ("double", "double-tests"), ("prose", "halve-tests")])
def test_swapped_ids_are_put_right(notebook, mend, one, other):
    first, second = named(notebook, one), named(notebook, other)
    first.metadata.nbgrader, second.metadata.nbgrader = second.metadata.nbgrader, first.metadata.nbgrader
    outcome = mend(notebook)
    assert answers(outcome.notebook) == ANSWERS
    assert len(outcome.notebook.cells) == len(notebook.cells)


def test_an_answer_that_took_the_id_of_its_tests_is_kept(notebook, mend):
    named(notebook, "double").metadata.nbgrader = copy.deepcopy(named(notebook, "double-tests").metadata.nbgrader)
    assert answers(mend(notebook).notebook) == ANSWERS


@pytest.mark.parametrize("value", [None, {}, [], "nbgrader", 3, {"schema_version": 3}, {"grade_id": "double"}])
def test_without_any_metadata_cells_are_recognised_by_text_and_place(notebook, mend, value):
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({} if value is None else {"nbgrader": copy.deepcopy(value)})
    outcome = mend(notebook)
    assert answers(outcome.notebook) == ANSWERS
    assert [found for cell in outcome.notebook.cells if (found := grade_id(cell))] == NAMES
    assert len(outcome.notebook.cells) == len(notebook.cells)


@pytest.mark.parametrize("version", [0, 1, 2, 4, 99, "3", None])
def test_another_schema_version_is_told(notebook, mend, version):
    for cell in notebook.cells:
        if grade_id(cell):
            cell.metadata.nbgrader["schema_version"] = version
    (note,) = mend(notebook).notes
    assert (note.damage, note.detail, note.cells) == (Damage.METADATA, "schema_version", tuple(NAMES))


@pytest.mark.parametrize(
    "name, key, value",
    [
        ("double-tests", "points", 600),
        ("double-tests", "points", "nan"),
        ("double-tests", "grade", False),
        ("double-tests", "solution", True),
        ("double-tests", "locked", False),
        ("double", "grade", True),
        ("double", "points", 100),
        ("double", "locked", True),
        ("double", "solution", False),
        ("prose", "task", True),
        ("task", "task", False),
        ("essay", "points", -1),
    ],
)
def test_edited_flags_and_points_are_the_gradebooks_again(notebook, mend, name, key, value):
    named(notebook, name).metadata.nbgrader[key] = value
    outcome = mend(notebook)
    assert outcome.notes == (Note(Damage.METADATA, (name,), detail=key),)
    assert answers(outcome.notebook) == ANSWERS


@pytest.mark.parametrize("metadata", [{"grade_id": "bonus", "grade": True, "points": 100}, {"points": 1}])
def test_a_forged_cell_earns_nothing(notebook, mend, metadata):
    notebook.cells.append(new_code_cell("1", metadata={"nbgrader": {"schema_version": 3, **metadata}}))
    outcome = mend(notebook)
    assert outcome.notebook.cells[-1].metadata == {}
    assert outcome.notes == (Note(Damage.FORGED, places=(11,)),)


def test_metadata_of_another_assignment_is_removed(notebook, mend):
    foreign = {"nbgrader": {"grade_id": "week-1", "locked": True, "schema_version": 1}, "otter": {"x": [1]}, "id": "a"}
    notebook.cells.append(new_markdown_cell("# Week 1", metadata=foreign))
    outcome = mend(notebook)
    assert outcome.notebook.cells[-1].metadata == {}
    assert damages(outcome) == [Damage.FOREIGN]


def test_no_tag_stays(notebook, mend):
    for cell in notebook.cells[2:4]:
        cell.metadata["tags"] = ["skip-execution"]
    notebook.cells[0].metadata["tags"] = ["remove-input"]
    outcome = mend(notebook)
    assert not any("tags" in cell.metadata for cell in outcome.notebook.cells)
    assert outcome.notes == (Note(Damage.SKIPPED, places=(3, 4)),)


@pytest.mark.parametrize(
    "kernelspec", [None, {}, {"name": "<script>", "display_name": "x"}, {"name": "env35"}, "python3"]
)
def test_the_kernel_is_the_assignments(exam, notebook, mend, kernelspec):
    notebook.metadata = nbformat.from_dict({"kernelspec": kernelspec, "colab": {"provenance": []}})
    outcome = mend(notebook)
    assert outcome.notebook.metadata.kernelspec == exam.released.metadata.kernelspec
    assert damages(outcome) == [Damage.KERNEL]
    assert "<" not in outcome.notes[0].sentence


@pytest.mark.parametrize(
    "name, kind", [("double", "markdown"), ("double-tests", "raw"), ("essay", "code"), ("prose", "raw")]
)
def test_a_changed_type_is_turned_back(notebook, mend, name, kind):
    cell = named(notebook, name)
    cell.cell_type = kind
    for key in ("outputs", "execution_count"):
        cell.pop(key, None)
    outcome = mend(notebook)
    assert (damages(outcome), answers(outcome.notebook)) == ([Damage.RETYPED], ANSWERS)


def test_an_answer_typed_into_the_tests_stays_above_them(notebook, mend):
    tests = named(notebook, "double-tests")
    tests.source = f"def double(x): return 2 * x\n{tests.source}"
    outcome = mend(notebook)
    at = place(outcome.notebook, "double-tests")
    assert outcome.notebook.cells[at - 1].source == tests.source
    assert outcome.notebook.cells[at - 1].metadata == {}
    assert damages(outcome) == [Damage.EDITED]


def test_a_shortened_or_reindented_text_is_restored_without_a_copy(notebook, mend):
    named(notebook, "halve-tests").source = "assert halve(2) == 1"
    named(notebook, "prose").source += "  \n\n"
    outcome = mend(notebook)
    assert len(outcome.notebook.cells) == len(notebook.cells)
    assert [(note.damage, note.cells) for note in outcome.notes] == [(Damage.EDITED, ("halve-tests",))]


@pytest.mark.parametrize("ids", [[None] * 10, ["same"] * 10, ["", "a b", "x" * 65, 3, [], {}, "ok", "ok", None, "é"]])
def test_every_cell_has_an_id_of_its_own(notebook, mend, ids):
    for cell, name in zip(notebook.cells, ids, strict=True):
        cell["id"] = name
    outcome = mend(notebook)
    assert len({cell.id for cell in outcome.notebook.cells}) == 10
    assert damages(outcome) == [Damage.CELL_IDS]


@pytest.mark.parametrize("minor", range(6))
def test_every_format_4_is_read_without_a_word(notebook, mend, minor):
    document = json.loads(nbformat.writes(notebook))
    document["nbformat_minor"] = minor
    for cell in document["cells"] if minor < 5 else ():
        del cell["id"]
    read = read_notebook(json.dumps(document).encode())
    assert (read.notes, mend(read.notebook()).notes) == ((), ())


def test_format_3_is_read(notebook, mend):
    old = nbformat.writes(notebook, version=3).encode()
    read = read_notebook(old)
    outcome = mend(read.notebook())
    assert (read.notes, answers(outcome.notebook)) == ((Note(Damage.FORMAT, detail="format 3.0"),), ANSWERS)


@pytest.mark.parametrize(
    "broken",
    [
        {"cell_type": "code"},
        {"cell_type": "weird", "source": ["x"]},
        {"cell_type": ["code"], "source": "x", "metadata": 3},
        {"cell_type": "markdown", "source": [1, None, "x"], "metadata": []},
        {"cell_type": "markdown", "source": "x", "metadata": {}, "attachments": {"a": {"image/svg+xml": 1}}},
        {"cell_type": "markdown", "source": "\ud800", "metadata": {"tags": "x", "name": 3}},
        {"cell_type": "code", "source": "1", "metadata": {"jupyter": 3}, "outputs": 7, "execution_count": "x"},
    ],
)
def test_a_malformed_cell_disturbs_no_other(notebook, mend, broken):
    document = json.loads(nbformat.writes(notebook))
    document["cells"].insert(3, broken)
    outcome = mend(read_notebook(json.dumps(document).encode()).notebook())
    outcome.notebook.cells[3].source.encode()
    assert answers(outcome.notebook) == ANSWERS


def test_what_the_student_saved_below_cells_is_left_out(notebook, mend):
    script = new_output("display_data", data={"text/html": "<script>alert(1)</script>"})
    named(notebook, "double-tests").outputs = [script, new_output("execute_result", data={"text/plain": "6"})]
    notebook.metadata["autograder"] = {"notes": "forged"}
    outcome = mend(notebook)
    assert all(cell.get("outputs", []) == [] for cell in outcome.notebook.cells)
    assert Kept.read(outcome.notebook) == Kept()


@pytest.mark.parametrize("data", [b"", b"{", b"<html>", b"[]", b'{"cells": 3}', b"\xff\xfe\x00", b'{"cells": [3]}'])
def test_a_file_that_is_no_notebook_is_refused_with_a_reason(data):
    with pytest.raises(SubmissionRefused, match=r"is (not|empty|a web page)"):
        read_notebook(data)


def test_a_hopeless_notebook_becomes_the_released_one_and_says_why(exam, caplog):
    reason = Note(Damage.UNREADABLE, detail="is not valid JSON")
    outcome = rebuild(exam.known, reason)
    accepted(outcome.notebook, exam, caplog)
    assert "is not valid JSON" in outcome.notebook.cells[0].source
    assert Kept.read(outcome.notebook).notes == (reason,)
    assert reason.damage.stops_grading


def test_a_fault_of_ours_leaves_a_reason_and_ends_nothing(exam, caplog):
    with caplog.at_level(logging.ERROR):
        notebook, resources = exam.step.preprocess(None, exam.resources)
    (note,) = resources["autograder"]["notes"]
    assert note == Note(Damage.FAULT, detail="TypeError")
    assert note.damage.stops_grading
    assert "internal error" in caplog.text
    accepted(notebook, exam, caplog)


def test_notes_are_shown_at_the_answer_they_are_about(notebook, mend):
    for name in ("prose", "double-tests", "task"):
        del notebook.cells[place(notebook, name)]
    notebook.metadata = nbformat.from_dict({})
    outcome = mend(notebook)
    kernel, deleted = (note.sentence for note in outcome.notes)
    assert Kept.read(outcome.notebook).remarks == {"double": [kernel, deleted], "task": [deleted]}
    assert deleted == "Deleted, and put back as it was handed out: 'prose', 'double-tests' and 'task'."
    assert kernel == "The notebook names no kernel; the assignment's took its place."


@pytest.mark.parametrize("damage", Damage)
def test_every_damage_has_a_sentence_and_a_place_in_json(damage):
    note = Note(damage, ("double", "halve"), tuple(range(1, 20)), "a detail")
    assert Note.from_dict(json.loads(json.dumps(note.to_dict()))) == note
    assert note.sentence.endswith(".")
    assert "{" not in note.sentence
