"""Notebook outputs made from what cells showed: valid, harmless in a browser, and scored by nbgrader as its own."""

import io
import json

import nbformat
import numpy as np
import pytest
from notebooks import Executed

from autograder.remote.executing import (
    CellOutputs,
    Displayed,
    Ending,
    Printed,
    Raised,
    Result,
    StreamName,
    nbformat_outputs,
)
from autograder.remote.executing.png import encode

HOSTILE = "<script>alert('x')</script>\x1b]0;title\x07\u202e"


def printed(text):
    cell = CellOutputs("cell 1", Ending.RAN, (Printed(StreamName.STDOUT, text),))
    (output,) = nbformat_outputs(cell, {}, 1)
    return output["text"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("한국어 ☃ é\n", "한국어 ☃ é\n"),
        ("a\tb", "a       b"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[1;1Hgone", "gone"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\u202efdp.exe", "\\u202efdp.exe"),
        ("a\x00b\x08", "a\\x00b\\x08"),
        ("10%\r50%\r100%\ndone\r\n", "100%\ndone\n"),
        ("100%\r", "100%"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_text_is_what_a_terminal_leaves_and_nothing_else(text, shown):
    assert printed(text) == shown


def test_every_text_of_a_cell_is_cleaned():
    outputs = (
        Printed(StreamName.STDERR, HOSTILE),
        Displayed(HOSTILE),
        Result(HOSTILE),
        Raised(HOSTILE, HOSTILE, (("cell 1", 1), (HOSTILE, 1), ("cell 1", 99))),
    )
    shown = nbformat_outputs(CellOutputs("cell 1", Ending.RAISED, outputs), {"cell 1": f"x = '{HOSTILE}'"}, 3)
    text = json.dumps(shown, ensure_ascii=False)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert {kind for output in shown for kind in output.get("data", {})} == {"text/plain"}
    assert shown[2]["execution_count"] == 3


NOTEBOOK = (
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "print('<script>alert(1)</script>')\n'<img src=x onerror=alert(1)>'",
    "class Rich:\n    def _repr_html_(self): return '<script>alert(1)</script>'\nRich()",
    "raise ValueError('<script>alert(1)</script>')",
    "import os; os._exit(0)",
)


def executed_notebook(done):
    notebook = nbformat.v4.new_notebook()
    for number, cell in enumerate(done.cells, 1):
        outputs = [nbformat.from_dict(output) for output in done.outputs(number)]
        notebook.cells.append(
            nbformat.v4.new_code_cell("pass", outputs=outputs, execution_count=number, metadata={"label": cell.label})
        )
    return notebook


def test_the_outputs_are_valid_and_no_markup_reaches_a_page(zygote):
    notebook = executed_notebook(Executed(zygote, NOTEBOOK))
    nbformat.validate(notebook)
    exporter = pytest.importorskip("nbconvert").HTMLExporter(template_name="basic")
    page, _ = exporter.from_notebook_node(notebook)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


# ---- scores

SCORES = [
    ("1.5", 1.5),
    ("score = 0\nfor i in range(3): score += 1\nscore", 3.0),
    ("assert True", 4.0),
    ("print('2')", 4.0),
    ("assert False", 0.0),
    ("def f(:\n2.0", 0.0),
    ("import os; os._exit(0)", 0.0),
    ("while True: pass", 0.0),
    ("import sys; print('warning', file=sys.stderr)", 0.0),
    ("for i in range(10**6): print(i)\n2.5", 2.5),
    ("raise SystemExit", 0.0),
]


@pytest.mark.parametrize(("source", "score"), SCORES)
def test_nbgrader_scores_a_cell_by_its_own_rule(zygote, source, score):
    utils = pytest.importorskip("nbgrader.utils")
    done = Executed(zygote, [source], cell_seconds=1)
    (cell,) = executed_notebook(done).cells
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 4}
    assert utils.determine_grade(cell) == (score, 4.0)


def test_a_cell_that_was_not_run_earns_nothing(zygote):
    utils = pytest.importorskip("nbgrader.utils")
    done = Executed(zygote, ["while True: pass", "pass"], cell_seconds=0.2, total_seconds=0.2)
    cell = executed_notebook(done).cells[1]
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 4}
    assert done.endings == ["timeout", "not run"]
    assert utils.determine_grade(cell) == (0, 4.0)


# ---- PNG


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (200, 1)])
@pytest.mark.parametrize("opaque", [True, False])
def test_a_decoder_reads_the_pixels_that_were_encoded(shape, opaque):
    image = pytest.importorskip("PIL.Image")
    pixels = np.random.default_rng(0).integers(0, 255, (*shape, 4), np.uint8)
    if opaque:
        pixels[:, :, 3] = 255
    encoded = encode(memoryview(pixels.tobytes()), *shape)
    with image.open(io.BytesIO(encoded)) as decoded:
        assert decoded.mode == ("RGB" if opaque else "RGBA")
        assert np.array_equal(np.asarray(decoded.convert("RGBA")), pixels)
