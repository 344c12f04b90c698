"""Which statements of a submission run, and what is said about those that fail (SEMANTICS 5)."""

import signal
import sys

import pytest

from autograder.worker.loader import Reason, Why, load


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """Loading makes the submission this process's ``__main__`` and may add a finder; put both back."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))


def read(*sources, exercises=("f",), **options):
    """Load cells numbered from 1 that may import torch and numpy."""
    cells = [(f"cell {number}", source) for number, source in enumerate(sources, 1)]
    return load(cells, {}, exercises, promised={"torch", "numpy"}, **options)


def run(*sources, name="f", **options):
    """Load cells and call an exercise."""
    loaded = read(*sources, exercises=(name,), **options)
    assert loaded.missing == {}, loaded.notes
    return loaded.namespace[name]()


def names(loaded):
    return {name for name in loaded.namespace if not name.startswith("__")}


# ---- SEMANTICS 5: what runs


def test_semantics_5_definitions_imports_and_what_an_exercise_reads_run():
    loaded = read("import math", "SCALE = 2", "def f():\n    return math.floor(SCALE)", "unused = 1", "print(f())")
    assert loaded.namespace["f"]() == 2
    assert names(loaded) == {"math", "SCALE", "f"}
    assert loaded.notes == ()


def test_semantics_5_globals_of_other_cells_are_followed_through_what_an_exercise_calls():
    assert (
        run("BASE = 3", "OFFSET = BASE + 1", "def helper():\n    return OFFSET", "def f():\n    return helper()") == 4
    )


def test_semantics_5_helper_defined_later_than_its_user():
    assert run("def f():\n    return helper()", "def helper():\n    return 1") == 1


def test_semantics_5_redefinition_of_a_helper_the_last_counts():
    assert run("def g():\n    return 1", "def f():\n    return g()", "def g():\n    return 2") == 2


@pytest.mark.parametrize(
    "change",
    [
        "table.append(2)",
        "table += [2]",
        "table[1:] = [2]",
        "for k in range(2, 3):\n    table.append(k)",
        "while len(table) < 2:\n    table.append(2)",
        "with open_nothing():\n    table.append(2)",
        "try:\n    table.append(2)\nexcept ValueError:\n    pass",
        "if len(table) == 1:\n    table.extend([2])",
        "last = table.append(2)",
        "table = [*table, 2]",
        "(table := [1, 2])",
        "for table in [[1], [1, 2]]:\n    pass",
        "def grow():\n    table.append(2)\ngrow()",
        "def grow():\n    global table\n    table = [1, 2]\ngrow()",
        "def inner():\n    table.append(2)\ndef grow():\n    inner()\ngrow()",
        "def fill(values, what):\n    values.append(what)\nfill(table, 2)",
        "def fill(what, values):\n    values[1:] = [what]\nfill(2, values=table)",
        "del table[0]\ntable.extend([1, 2]) if not table else None",
        "globals()['table'] = [1, 2]",
        "globals().update(table=[1, 2])",
        "import heapq\nheapq.heappush(table, 2)",
        "class Grow:\n    def __init__(self):\n        table.append(2)\nGrow()",
        "match [1, 2]:\n    case [*table]:\n        pass",
        "import contextlib\nwith contextlib.nullcontext([1, 2]) as table:\n    pass",
    ],
)
def test_semantics_5_every_way_to_change_what_an_exercise_reads_runs(change):
    setup = "import contextlib\nopen_nothing = contextlib.nullcontext"
    assert run(setup, "table = [1]", change, "def f():\n    return table") == [1, 2]


def test_semantics_5_attribute_stores_and_del_run():
    source = "class Settings:\n    rate = 1\n    size = 2"
    assert run(
        source, "Settings.rate = 5\ndel Settings.size", "def f():\n    return vars(Settings).get('size'), Settings.rate"
    ) == (None, 5)


def test_semantics_5_in_place_functions_of_libraries_change_their_argument():
    source = "import torch\nw = torch.zeros(2)"
    assert run(source, "torch.nn.init.ones_(w)", "def f():\n    return w.sum().item()") == 2


def test_semantics_5_names_local_to_a_function_are_not_asked_for():
    source = "def f(x):\n    y = [x for x in range(3)]\n    g = lambda z: z\n    return y"
    loaded = read(source, "x = 1", "y = 2", "z = 3", "for x in range(3):\n    y = x")
    assert names(loaded) == {"f"}


def test_semantics_5_decorators_defaults_and_base_classes_are_asked_for():
    cells = ["RATE = 3", "def twice(g):\n    return lambda: 2 * g()", "@twice\ndef f(rate=RATE):\n    return rate"]
    assert run(*cells) == 6
    assert (
        run("import numpy\nParent = numpy.ndarray", "class f(Parent):\n    pass", "def g():\n    pass", name="g")
        is None
    )


def test_semantics_5_alias_and_lambda_are_definitions():
    assert run("def my_step():\n    return 7", "f = my_step") == 7
    assert run("OFFSET = 2", "f = lambda: OFFSET") == 2
    assert run("OFFSET = 2", "f: object = lambda: OFFSET") == 2


def test_semantics_5_an_answer_may_be_a_variable():
    assert read("layers = 8 if True else 0", exercises=["layers"]).namespace["layers"] == 8


def test_semantics_5_a_definition_inside_if_or_try_counts():
    assert run("if True:\n    def f():\n        return 1") == 1
    assert run("try:\n    import torch\n    f = lambda: torch.tensor(1).item()\nexcept ImportError:\n    f = None") == 1


@pytest.mark.parametrize(
    "left_out",
    [
        "for epoch in range(10**9):\n    loss = f()",
        "while True:\n    pass",
        "FOLDERNAME = None\nassert FOLDERNAME is not None, 'enter the folder name'",
        "answer = input('your answer? ')",
        "import time\ntime.sleep(10**6)",
        "print(f())",
        "f()",
        "import numpy as np\nnp.save('weights.npy', [1])",
        "raise SystemExit",
        "for name in ['a']:\n    raise ValueError(name)",
        "with open('/nonexistent') as file:\n    data = file.read()",
    ],
)
def test_semantics_5_training_demonstrations_and_asserts_are_left_out(left_out):
    loaded = read("def f():\n    return 1", left_out)
    assert loaded.namespace["f"]() == 1
    assert loaded.notes == ()


@pytest.mark.parametrize("call", ["torch.manual_seed(7)", "def set_seed(n):\n    torch.manual_seed(n)\nset_seed(7)"])
def test_semantics_5_seeds_run(call):
    import torch

    with torch.random.fork_rng():
        run("import torch", call, "def f():\n    pass")
        assert torch.initial_seed() == 7


def test_semantics_5_default_calls_run():
    import torch

    before = torch.get_default_dtype()
    try:
        assert (
            run("import torch", "torch.set_default_dtype(torch.float64)", "def f():\n    return torch.ones(1).dtype")
            == torch.float64
        )
    finally:
        torch.set_default_dtype(before)


def test_semantics_5_an_exercise_called_in_a_demonstration_prepares_nothing():
    cells = ["state = [0]", "def f():\n    state[0] += 1\n    return state[0]", "for _ in range(5):\n    f()"]
    assert run(*cells) == 1


def test_semantics_5_a_builtin_that_is_called_stays_the_builtin():
    assert run("def f():\n    return sum([1, 2])", "sum = 0\nfor k in range(3):\n    sum += k") == 3


def test_semantics_5_a_variable_with_the_name_of_a_builtin_is_found():
    assert run("input = [1, 2]", "def f():\n    return input") == [1, 2]


def test_semantics_5_cells_that_were_run_in_another_order():
    assert run("table = build()", "def build():\n    return [1]", "def f():\n    return table") == [1]


def test_semantics_5_everything_runs_every_statement_guarded():
    loaded = read(
        "def f():\n    return secret", "exec('secret = 4')", "raise ValueError", "z = 1\nz + 1", everything=True
    )
    assert loaded.namespace["f"]() == 4
    assert loaded.namespace["z"] == 1
    assert loaded.notes == ("cell 3, line 1: raised ValueError while loading.",)


# ---- guards


HOSTILE = """class Odd(BaseException):
    __traceback__ = property(lambda self: 1 / 0)
    __class__ = property(lambda self: 1 / 0)
def odd():
    raise Odd
x = odd()"""


@pytest.mark.parametrize(
    "statement, line, error",
    [
        ("x = 1 / 0", 1, "ZeroDivisionError"),
        ("import sys\nx = sys.exit()", 2, "SystemExit"),
        ("x = exit()", 1, "SystemExit"),
        ("def stop():\n    raise KeyboardInterrupt\nx = stop()", 2, "KeyboardInterrupt"),
        ("x = missing", 1, "NameError"),
        ("def deep():\n    return deep()\nx = deep()", 2, "RecursionError"),
        (HOSTILE, 5, "Odd"),
    ],
)
def test_semantics_5_a_statement_that_raises_is_noted_and_loading_goes_on(statement, line, error):
    loaded = read("def f():\n    return x", statement, "def g():\n    return 2", exercises=["f", "g"])
    assert loaded.namespace["g"]() == 2
    assert loaded.notes == (f"cell 2, line {line}: raised {error} while loading.",)


def test_semantics_5_a_metaclass_that_lies_about_its_name_is_called_by_its_real_one():
    source = (
        "class Meta(type):\n    __name__ = property(lambda cls: 1 / 0)\n"
        "class Odd(Exception, metaclass=Meta):\n    pass\n"
        "def raises():\n    raise Odd\nx = raises()"
    )
    loaded = read(source, "def f():\n    return x")
    assert loaded.notes == ("cell 1, line 6: raised Odd while loading.",)


def test_semantics_5_code_that_only_the_compiler_refuses_is_guarded():
    loaded = read("def f():\n    return 1\nreturn f\nbreak", everything=True)
    assert loaded.namespace["f"]() == 1
    assert loaded.notes == (
        "cell 1, line 3: raised SyntaxError while loading.",
        "cell 1, line 4: raised SyntaxError while loading.",
    )


@pytest.mark.parametrize("loop", ["while True: x = 1", "for x in iter(int, 1):\n    pass", "x = spin()"])
def test_semantics_5_a_loop_that_binds_a_needed_name_is_stopped(loop):
    spin = "def spin():\n    while True:\n        try:\n            pass\n        except Exception:\n            pass"
    loaded = read(spin, loop, "def f():\n    return 1 or x", statement_seconds=0.05)
    assert loaded.namespace["f"]() == 1
    assert any("stopped while loading after 0.05 s of computing" in note for note in loaded.notes)


def test_semantics_5_the_time_of_all_statements_together_is_bounded():
    loops = [f"while True: x{k} = 1" for k in range(8)]
    loaded = read(*loops, "def f():\n    return " + " or ".join(f"x{k}" for k in range(8)), statement_seconds=0.1)
    assert len(loaded.notes) == 8
    assert loaded.namespace["f"]() == 1


def test_semantics_5_the_timer_and_its_handler_are_given_back():
    before = signal.getsignal(signal.SIGPROF)
    read("x = 1", "def f():\n    return x")
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_notes_are_bounded_in_number_and_length():
    sources = [f"{'x' * 5000}{k} = 1 / 0" for k in range(80)]
    loaded = read(*sources, everything=True)
    assert len(loaded.notes) == 50
    assert max(map(len, loaded.notes)) <= 240


def test_failure_of_a_helper_that_no_exercise_uses_is_not_noted():
    loaded = read("history = [1]", "def plot(values=history):\n    pass", "def f():\n    return 1")
    assert loaded.notes == ()


# ---- what is missing


def test_missing_never_defined():
    assert read("x = 1").missing == {"f": Reason(Why.NOT_DEFINED)}


def test_missing_because_its_cell_does_not_parse_names_cell_and_line():
    loaded = read("x = 1", "# 답\n\ndef f(:\n    return 1", exercises=["f"])
    reason = loaded.missing["f"]
    assert (reason.why, reason.label, reason.line) == (Why.NOT_PARSED, "cell 2", 3)
    assert reason.text
    assert loaded.notes[0].startswith("cell 2, line 3: left out because it is not Python")
    assert loaded.notes[0].endswith("and with it f.")


def test_missing_because_the_answer_does_not_parse_though_a_template_is_there():
    loaded = read("def f():\n    raise NotImplementedError", "def f():\n    return 1 +")
    assert (loaded.missing["f"].why, loaded.missing["f"].label) == (Why.NOT_PARSED, "cell 2")
    assert loaded.unfinished == frozenset()


def test_missing_because_the_defining_statement_raised():
    loaded = read("import torch", "f = torch.nn.Linear('a')\n")
    assert loaded.missing == {"f": Reason(Why.RAISED, "cell 2", 1, "TypeError")}


def test_missing_names_the_line_where_it_raised():
    loaded = read("def make():\n    x = 1\n    raise KeyError(x)", "\nf = make()")
    assert loaded.missing == {"f": Reason(Why.RAISED, "cell 1", 3, "KeyError")}


def test_an_earlier_definition_stays_when_a_later_one_raises():
    loaded = read("def f():\n    return 1", "@missing\ndef f():\n    return 2")
    assert loaded.namespace["f"]() == 1
    assert loaded.missing == {}
    assert loaded.notes == ("cell 2, line 1: raised NameError while loading.",)
