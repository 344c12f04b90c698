"""Notebooks that fail, hang, flood or forge: the cell that does it pays, the judge believes nothing."""

import pytest
from notebooks import Executed

from autograder.remote.executing import Raised, Result, Stopped


@pytest.fixture
def execute(zygote):
    """``execute(source, ...)``: the cells of a notebook."""
    return lambda *sources, **how: Executed(zygote, sources, **how)


# ---- cells that end the process


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("import os; os._exit(0)", "exit code 0"),
        ("import os; os.abort()", "SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.close(3)", "exit code"),
    ],
)
def test_a_cell_that_ends_the_process_costs_that_cell_alone(execute, source, detail):
    done = execute("x = [1]", "x.append(2)\nprint(x)", f"x.append(3)\n{source}", "x.append(4)\nx")
    assert done.endings == ["ran", "ran", "died", "ran"]
    assert detail in done.error(3)[1]
    assert done.printed(2) == [("stdout", "[1, 2]\n")]
    assert done.text(4) == "[1, 2, 4]"


def test_after_too_many_deaths_the_rest_is_left_out_and_earns_nothing(execute):
    done = execute("x = 1", *["import os; os._exit(0)"] * 3, "x", "pass")
    assert done.endings == ["ran", "died", "died", "died", "not run", "not run"]
    assert "ended the process too often" in done.error(5)[1]
    assert [type(output) for output in done[6].outputs] == [Stopped]


# ---- cells that take too long


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "import time; time.sleep(1000)",
        "def f():\n    try:\n        while True: pass\n    except Exception: pass\nf()",
        "class Slow:\n    def __repr__(self):\n        while True: pass\nSlow()",
    ],
)
def test_an_endless_cell_is_interrupted_and_the_namespace_lives(execute, source):
    done = execute("x = 1", f"x = 2\n{source}", "x", cell_seconds=0.3)
    assert done.endings == ["ran", "timeout", "ran"]
    assert done.text(3) == "2"
    assert isinstance(done[2].outputs[0], Stopped)
    assert "stopped after 0.3 s" in done[2].outputs[0].text


def test_what_an_endless_cell_printed_is_kept(execute):
    done = execute("print('begun')\nwhile True: pass", cell_seconds=0.3)
    assert done.printed(1) == [("stdout", "begun\n")]


def test_an_endless_cell_that_cannot_be_interrupted_is_killed(execute):
    hide = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))"
    done = execute("x = 1", f"{hide}\nwhile True: pass", "x", cell_seconds=0.2)
    assert done.endings == ["ran", "timeout", "ran"]
    assert "its process was killed" in done.error(2)[1]
    assert done.text(3) == "1"


def test_a_result_after_the_time_is_over_stands_behind_an_error(execute):
    swallow = "import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: None)\n"
    wait = "begun = time.monotonic()\nwhile time.monotonic() < begun + 0.5: pass\n4.0"
    done = execute(swallow + wait, cell_seconds=0.3)
    assert done.endings == ["timeout"]
    assert [type(output) for output in done[1].outputs] == [Stopped, Result]


def test_the_time_of_a_notebook_is_bounded(execute):
    done = execute(*["while True: pass"] * 4, "1", cell_seconds=0.3, total_seconds=0.5)
    assert done.endings == ["timeout", "timeout", "not run", "not run", "not run"]
    assert "used up its 0.5 s" in done.error(5)[1]


# ---- cells that show too much


def test_a_million_lines_are_cut_and_the_result_is_kept(execute):
    done = execute("for i in range(1_000_000): print(i)\n2.5", "print('next')")
    assert done.endings == ["ran", "ran"]
    text = "".join(text for _, text in done.printed(1))
    assert text.startswith("0\n1\n2\n")
    assert text.endswith("[more was shown than is kept]\n")
    assert len(text) < 110_000
    assert done.text(1) == "2.5"
    assert done.printed(2) == [("stdout", "next\n")]


@pytest.mark.parametrize(
    "source",
    [
        "print('x' * 10**8)",
        "'x' * 10**8",
        "display('x' * 10**8)",
        "import sys\nfor i in range(10**5): print(i, file=sys.stderr if i % 2 else sys.stdout)",
        "for i in range(10**5): display(i)",
        "raise ValueError('x' * 10**8)",
        "class Long(type): pass\nraise Long('E' * 10**6, (Exception,), {})",
        "class Bad:\n    def __repr__(self): raise ValueError('x')\nfor i in range(10**4): display(Bad())",
    ],
)
def test_whatever_floods_is_bounded(execute, source):
    done = execute(source, "1")
    assert done.endings[1] == "ran"
    assert len(done[1].outputs) < 220
    assert len(repr(done.outputs(1))) < 200_000


def test_the_outputs_of_a_whole_notebook_are_bounded_and_its_scores_kept(execute):
    done = execute(*["print('x' * 10**6)\n1.5"] * 40, "1 / 0")
    assert len(repr([done.outputs(i) for i in range(1, 42)])) < 3_000_000
    assert done.text(40) == "1.5"
    assert done.endings[40] == "raised"


# ---- values that lie about themselves


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("class A:\n    def __repr__(self): raise ValueError('mine')", "ValueError"),
        ("class A:\n    def __repr__(self): return 5", "TypeError"),
        ("class A:\n    def __repr__(self): raise SystemExit(0)", "SystemExit"),
        ("class A:\n    def __repr__(self): return repr(self)", "RecursionError"),
        ("class A:\n    def _repr_png_(self): raise KeyError('png')", "KeyError"),
        (
            "class M(type):\n    def __getattribute__(cls, name): raise OSError(name)\nclass A(metaclass=M): pass",
            "OSError",
        ),
    ],
)
def test_a_value_that_cannot_be_shown_is_an_error_of_the_cell(execute, source, kind):
    done = execute(f"{source}\nA()", "1")
    assert done.endings == ["raised", "ran"]
    assert done.error(1)[0] == kind


def test_display_goes_on_after_a_value_that_cannot_be_shown(execute):
    done = execute("class A:\n    def __repr__(self): raise ValueError('mine')\ndisplay(1, A(), 3)\nprint('on')")
    assert done.kinds(1) == ["display_data", "error", "display_data", "stream"]


LYING = "class S(str):\n    def __len__(self): return 0\n    def __getitem__(self, i): return 5\n"


@pytest.mark.parametrize(
    "source",
    ["print(S('text'), end='')", "class A:\n    def __repr__(self): return S('text')\ndisplay(A())"],
)
def test_a_subclass_of_text_is_text(execute, source):
    (output,) = execute(LYING + source).shown[0].outputs
    assert output.text == "text"
    assert type(output.text) is str


RICH = """
class Rich:
    def _repr_html_(self): return '<script>alert(1)</script>'
    def _repr_svg_(self): return '<svg onload="alert(1)"/>'
    def _repr_javascript_(self): return 'alert(1)'
    def _repr_mimebundle_(self, **_): return {'text/html': '<script>', 'image/svg+xml': '<svg/>'}
    def _repr_jpeg_(self): return b'<script>'
    def __repr__(self): return 'Rich'
display(Rich())
Rich()
"""


def test_no_markup_is_ever_asked_for(execute):
    done = execute(RICH)
    assert [output["data"] for output in done.outputs(1)] == [{"text/plain": "Rich"}] * 2


# ---- forged answers

FORGE = """
import os, sys
frames = sys.modules["autograder.worker.codec.frames"]
def forge(body, buffers=(), head=None):
    os.write(3, b"".join(frames.pack(head or {"k": "done", "n": 1}, body, list(buffers))))
"""
PIXEL = "b'abcd'"


@pytest.mark.parametrize(
    "forged",
    [
        "5",
        "[5, []]",
        "[[], 5]",
        "[[5], []]",
        "[[[]], []]",
        "[[['html', '<script>']], []]",
        "[[[['stream'], 'stdout', 'x']], []]",
        "[[['stream', 'log', 'x']], []]",
        "[[['stream', 'stdout']], []]",
        "[[['stream', 'stdout', 5]], []]",
        "[[['result', ['4.0']]], []]",
        "[[['result', None]], []]",
        "[[['display', 'x', 1, 1]], []]",
        "[[['display', 'x', 1, 1, 1]], [], ]",
        "[[['display', 'x', 1, 1, -1]], []]",
        "[[['display', 'x', 1, 2, 0]], []]",
        "[[['display', 'x', 1, 1.0, 0]], []]",
        "[[['display', 'x', True, True, False]], []]",
        "[[['display', 'x', 0, 0, 0]], []]",
        "[[['display', 'x', -1, -1, 0]], []]",
        "[[['display', 'x', 10**9, 10**9, 0]], []]",
        "[[['display', 'x', 10**6, 10**6, 0]], []]",
        "[[['error', [], 'x', [], False]], []]",
        "[[['error', ['E'], 5, [], False]], []]",
        "[[['error', ['E'], 'x', [['cell 1', -1]], False]], []]",
        "[[['error', ['E'], 'x']], []]",
        "[[['stream', 'stdout', '']] * 10000, []]",
        "[[], [5]]",
    ],
)
def test_a_malformed_answer_ends_the_worker_and_fails_the_cell(execute, forged):
    done = execute(f"{FORGE}forge({forged}, [{PIXEL}])", "1 + 1")
    assert done.endings == ["died", "ran"]
    assert [type(output) for output in done[1].outputs] == [Stopped]
    assert done.text(2) == "2"


@pytest.mark.parametrize(
    "head",
    ["{'k': 'done', 'n': 2}", "{'k': 'done'}", "{'k': 'done', 'n': True}", "{'k': 'callback', 'n': 1}", "{'n': 1}"],
)
def test_an_answer_to_another_question_ends_the_worker(execute, head):
    done = execute(f"{FORGE}forge([[['result', '4.0']], []], head={head})", "1 + 1")
    assert done.endings == ["died", "ran"]


def test_an_answer_too_many_is_noticed(execute):
    """At once if both arrive together, else with the next cell."""
    done = execute(f"{FORGE}forge([[['result', '4.0']], []])", "1 + 1")
    assert sorted(done.endings) == ["died", "ran"]


def test_no_frame_at_all_ends_the_worker(execute):
    assert execute("import os\nos.write(3, b'x' * 1000)", "1").endings == ["died", "ran"]


def test_a_notebook_that_breaks_what_describes_it_still_gets_an_answer(execute):
    done = execute("import sys\nsys.modules['autograder.worker.executing.notebook'].__dict__.clear()", "1")
    assert done.endings[0] in {"raised", "died"}
    assert not any(isinstance(output, Result) for output in done[1].outputs)


def test_an_exception_of_any_class_is_told_by_a_bounded_name(execute):
    done = execute("raise type('<b>\\x1b[2J' + 'E' * 500, (Exception,), {})('<i>')")
    (raised,) = done[1].outputs
    assert isinstance(raised, Raised)
    assert len(raised.kind) <= 100
    assert "\x1b" not in done.error(1)[0]
