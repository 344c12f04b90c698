"""Whole notebooks in a real worker: each cell shows what Jupyter would show."""

import re

import pytest
from notebooks import Executed, pixels

from autograder.model import Module
from autograder.remote.executing import Ending, Printed, Raised, StreamName
from autograder.sandbox import Zygote

PRELOAD = ("torch", "numpy", "matplotlib", "pandas", "PIL")


@pytest.fixture(scope="module")
def zygote(zygote):
    with Zygote(PRELOAD, zygote.tier) as rich:
        assert not rich.wait_ready().skipped
        yield rich


@pytest.fixture
def execute(zygote):
    """``execute(source, ...)``: the cells of a notebook."""
    return lambda *sources, **how: Executed(zygote, sources, **how)


# ---- namespace and order


def test_cells_share_a_namespace_and_run_from_top_to_bottom(execute):
    done = execute("x = [1]", "x.append(2)\ndef f(): return sum(x)", "f()")
    assert done.endings == ["ran"] * 3
    assert [done.text(i) for i in (1, 2, 3)] == ["", "", "3"]


def test_streams_keep_their_order_and_are_joined(execute):
    done = execute("import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')\n5")
    assert done.printed(1) == [("stdout", "a\nb\n"), ("stderr", "c\n"), ("stdout", "d\n")]
    assert done.kinds(1)[-1] == "execute_result"


def test_an_error_names_the_students_lines_and_the_next_cells_run(execute):
    done = execute("def f(x):\n    return 1 / x", "print('before')\nf(0)\nprint('after')", "'still here'")
    assert done.endings == ["ran", "raised", "ran"]
    assert done.printed(2) == [("stdout", "before\n")]
    kind, text, told = done.error(2)
    assert (kind, text) == ("ZeroDivisionError", "division by zero")
    assert told.splitlines() == [
        "Traceback (most recent call last):",
        "  cell 2, line 2",
        "    f(0)",
        "  cell 1, line 2",
        "    return 1 / x",
        "ZeroDivisionError: division by zero",
    ]
    assert done[2].outputs[1] == Raised("ZeroDivisionError", "division by zero", (("cell 2", 2), ("cell 1", 2)))
    assert done.text(3) == "'still here'"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("assert 1 == 2", "AssertionError"),
        ("import sys; sys.exit(0)", "SystemExit"),
        ("exit()", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("input('name? ')", "RuntimeError"),
        ("open('/etc/passwd').read()", "(FileNotFound|Permission)Error"),
        ("open('notes.txt', 'w')", "(FileNotFound|Permission|OS)Error"),
        ("import no_such_module", "ModuleNotFoundError"),
        ("bytearray(1 << 40)", "MemoryError"),
        ("return 5", "SyntaxError"),
        ("class Mine(ValueError): pass\nraise Mine('x')", "Mine"),
    ],
)
def test_whatever_is_raised_is_an_error_of_its_cell_alone(execute, source, kind):
    done = execute(source, "1 + 1")
    assert done.endings == ["raised", "ran"]
    assert re.fullmatch(kind, done.error(1)[0])
    assert done.text(2) == "2"


def test_a_slip_in_one_function_loses_that_function_and_fails_its_cell(execute):
    done = execute("def good():\n    return 1\n\ndef bad(:\n    return 2", "good()", "bad()")
    assert done.endings == ["raised", "ran", "raised"]
    assert done.error(1)[0] == "SyntaxError"
    assert "cell 1, line 4" in done.error(1)[2]
    assert (done.text(2), done.error(3)[0]) == ("1", "NameError")


def test_many_slips_are_one_error_that_cannot_be_cleared_away(execute):
    done = execute("from IPython.display import clear_output\n" + "def f(:\n" * 300 + "\nclear_output()\n2.0")
    assert done.kinds(1) == ["error", "execute_result"]


def test_notebook_commands_are_left_out_with_a_note(execute):
    done = execute("%matplotlib inline\n!pip install torch\nx = 1\nx", "%%bash\nrm -rf /", "%time x + 1")
    assert done.endings == ["ran"] * 3
    assert done.text(1) == "1"
    assert len(done[1].notes) == 2
    assert "'!pip install torch' was left out" in done[1].notes[1]
    assert "not Python" in done[2].notes[0]
    assert done.text(3) == "2"


# ---- values


@pytest.mark.parametrize("source", ["x = 5", "5;", "f'{5}' ; # done", "None", "print", "'a;'", "5  # ;", "(5\n);"])
def test_the_last_expression_is_shown_unless_a_semicolon_asks_not_to(execute, source):
    shown = {"print": "<built-in function print>", "'a;'": "'a;'", "5  # ;": "5"}
    assert execute(source).text(1) == shown.get(source, "")


EXPRESSIONS = (
    "0.1", "1e22", "-0.0", "1/3", "float('nan')", "2", "True", "'한\\n글'", "[1, 2.5]", "{'a': (1,)}",
    "__import__('numpy').float64(0.5)", "__import__('torch').tensor(0.5)", "__import__('numpy').arange(3)",
)  # fmt: skip


def test_a_value_reads_as_ipython_writes_it(execute):
    formatter = pytest.importorskip("IPython.core.formatters").PlainTextFormatter()
    done = execute(*EXPRESSIONS)
    expected = [formatter(eval(expression)) for expression in EXPRESSIONS]
    assert [done.text(i) for i in range(1, len(EXPRESSIONS) + 1)] == expected


def test_earlier_results_have_their_names(execute):
    done = execute("6 * 7", "_ + 1", "Out[1], __", "In[1]")
    assert [done.text(i) for i in (2, 3, 4)] == ["43", "(42, 42)", "'6 * 7'"]


def test_a_name_of_the_students_own_is_left_alone(execute):
    assert execute("_ = 'mine'", "5", "_").text(3) == "'mine'"


def test_a_future_import_holds_for_later_cells(execute):
    done = execute("from __future__ import annotations", "def f(x: nowhere): return 1\nf.__annotations__")
    assert done.text(2) == "{'x': 'nowhere'}"


def test_the_source_of_a_function_can_be_inspected(execute):
    done = execute(
        "def f():\n    return sum([1])", "import inspect\n'for' in inspect.getsource(f), inspect.getsource(f)"
    )
    assert done.text(2) == repr((False, "def f():\n    return sum([1])\n"))


def test_classes_of_the_notebook_can_be_pickled(execute):
    done = execute("class A: pass", "import pickle\ntype(pickle.loads(pickle.dumps(A()))) is A, __name__")
    assert done.text(2) == "(True, '__main__')"


def test_a_data_frame_is_text_and_its_html_is_not_asked_for(execute):
    done = execute(
        "import pandas as pd\nframe = pd.DataFrame({'이름': ['가', '<b>'], 'x': [1, 2]})\nframe", "str(frame)"
    )
    (output,) = done.outputs(1)
    assert list(output["data"]) == ["text/plain"]
    assert repr(output["data"]["text/plain"]) == done.text(2)


def test_display_shows_each_value_in_its_place(execute):
    done = execute("print('a')\ndisplay(1, 'two')\nprint('b')")
    assert done.kinds(1) == ["stream", "display_data", "display_data", "stream"]
    assert done.outputs(1)[2]["data"] == {"text/plain": "'two'"}


def test_what_ipython_displays_is_there_without_ipython(execute):
    done = execute(
        "from IPython.display import display, HTML, Markdown, Javascript\ndisplay(HTML('<script>x</script>'))",
        "Markdown('**bold**')",
        "get_ipython().run_line_magic('matplotlib', 'inline')\nfrom IPython import get_ipython",
        "import sys\n'IPython' in sys.modules",
    )
    assert done.endings == ["ran"] * 4
    assert done.outputs(1)[0]["data"] == {"text/plain": "<IPython.core.display.HTML object>"}
    assert (done.text(2), done.text(4)) == ("**bold**", "False")


def test_clear_output_keeps_what_comes_after_it(execute):
    loop = "from IPython import display\nfor i in range(3):\n    display.clear_output(wait=True)\n    print(i)"
    done = execute(loop, "from IPython.display import clear_output\nprint('x')\nclear_output()")
    assert done.printed(1) == [("stdout", "2\n")]
    assert done.outputs(2) == []


# ---- pictures


PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])"


def test_an_open_figure_is_shown_at_the_end_of_the_cell_and_closed(execute):
    done = execute(f"{PLOT};", "plt.get_fignums()", f"{PLOT}\nprint('after')")
    assert done.kinds(1) == ["display_data+png"]
    assert done.text(2) == "[]"
    assert done.kinds(3) == ["stream", "display_data+png"]
    assert done.outputs(1)[0]["data"]["text/plain"] == "<Figure size 640x480 with 1 Axes>"


def test_show_shows_at_once(execute):
    done = execute(f"{PLOT}\nprint('a')\nplt.show()\nprint('b')\nfigure = plt.figure()\nfigure.show()")
    assert done.kinds(1) == ["stream", "display_data+png", "stream", "display_data+png"]


def test_a_plot_before_an_error_is_shown(execute):
    assert execute(f"{PLOT}\n1 / 0").kinds(1) == ["error", "display_data+png"]


def test_a_figure_as_a_value_is_shown_once(execute):
    assert execute("import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nfigure").kinds(1) == [
        "execute_result+png"
    ]


def test_a_picture_has_the_pixels_that_were_drawn(execute):
    done = execute(
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(2, 1), dpi=50, facecolor='red')",
        "import numpy as np\nfrom PIL import Image\nImage.fromarray(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))",
    )
    red = pixels(done.outputs(1)[-1])
    assert (red == [255, 0, 0, 255]).all()
    assert pixels(done.outputs(2)[0]).ravel().tolist() == list(range(24))


def test_the_file_of_a_picture_is_decoded_in_the_worker_and_encoded_anew(execute):
    done = execute(
        "import io\nfrom PIL import Image as P\nfrom IPython.display import Image\nfile = io.BytesIO()",
        "P.new('RGB', (3, 2), (0, 128, 255)).save(file, 'PNG', pnginfo=None)\ndata = file.getvalue() + b'<script>'",
        "Image(data)",
        "Image(b'not a picture')",
    )
    assert (pixels(done.outputs(3)[0]) == [0, 128, 255, 255]).all()
    assert done.kinds(4) == ["execute_result"]


def test_a_letter_that_no_font_has_costs_nothing(execute):
    """Stock nbgrader gives no points to a cell that warns."""
    done = execute(f"{PLOT}\nplt.title('손실 함수')\nplt.rcParams['font.family'] = 'NanumGothic'\nplt.show()")
    assert done.kinds(1) == ["display_data+png"]


@pytest.mark.parametrize(
    "source",
    [
        "plt.figure(figsize=(1000, 1000))",
        "plt.figure(figsize=(1e5, 1))",
        "plt.figure(dpi=1e5)",
        "plt.figure(); plt.text(1e4, 0.5, 'far outside')",
        "from PIL import Image\ndisplay(Image.new('L', (5000, 4000)))",
    ],
)
def test_a_huge_picture_is_made_smaller(execute, source):
    done = execute(f"import matplotlib.pyplot as plt\n{source};", "1")
    assert done.endings == ["ran", "ran"]
    (output,) = done.outputs(1)
    assert pixels(output).size <= 4 * 2_000_000


def test_many_figures_are_cut_off_with_a_remark(execute):
    done = execute("import matplotlib.pyplot as plt\nplt.rcParams['figure.max_open_warning'] = 0\n"
                   "for _ in range(12): plt.figure(figsize=(13, 10))")  # fmt: skip
    kinds = done.kinds(1)
    assert kinds.count("display_data+png") < 12
    assert done.printed(1) == [("stdout", "\n[more was shown than is kept]\n")]


def test_a_title_that_cannot_be_drawn_is_an_error_and_other_figures_are_shown(execute):
    done = execute(f"{PLOT}\nplt.title('$\\\\frac{{$')\nplt.figure(); plt.plot([1])", "plt.get_fignums()")
    assert sorted(done.kinds(1)) == ["display_data+png", "error", "execute_result"]
    assert done.text(2) == "[]"


# ---- what a notebook may use


def test_modules_come_from_memory(execute):
    modules = (Module("helper", "import torch\ndef double(x): return 2 * x"), Module("pkg.part", "y = '\ud800'"))
    done = execute("from helper import double\ndouble(4)", "import pkg.part\npkg.part.y", modules=modules)
    assert (done.text(1), done.text(2)) == ("8", "'?'")


def test_modules_are_there_again_in_a_fresh_worker(execute):
    done = execute("import os; os._exit(0)", "import helper\nhelper.x", modules=(Module("helper", "x = 3"),))
    assert done.text(2) == "3"


def test_loaders_with_workers_load_in_the_same_process(execute):
    done = execute(
        "from torch.utils.data import DataLoader\nlen(list(DataLoader(range(8), batch_size=2, num_workers=4)))"
    )
    assert done.text(1) == "4"


def test_chance_is_the_same_each_time(execute):
    draw = "import random, numpy as np, torch\nrandom.random(), np.random.rand(), float(torch.rand(1))"
    assert execute(draw).text(1) == execute(draw).text(1)


def test_the_text_of_a_stream_is_one_value(execute):
    done = execute("for i in range(3): print(i)")
    assert done[1].ending is Ending.RAN
    assert done[1].outputs == (Printed(StreamName.STDOUT, "0\n1\n2\n"),)
