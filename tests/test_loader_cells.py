"""How the text of cells is read: magics, damaged characters, Python 2, and cells that do not parse (SEMANTICS 5)."""

import sys

import pytest

from autograder.worker.loader import Why, load


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """Loading makes the submission this process's ``__main__``; put it back."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))


def read(*sources, exercises=("f",), **options):
    """Load cells numbered from 1 that may import torch and numpy."""
    cells = [(f"cell {number}", source) for number, source in enumerate(sources, 1)]
    return load(cells, {}, exercises, promised={"torch", "numpy"}, **options)


F = "def f():\n    return 1\n"


# ---- commands of the notebook and the shell


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "%cd /content/drive/My\\ Drive/$FOLDERNAME/cs231n/",
        "!nvidia-smi",
        "!pip install d2l==1.0.0b0",
        "!pip install a \\\n  b \\\n  c",
        "    !ls",
        "files = !ls",
        "x, y = %who",
        "?torch.nn.Linear",
        "torch.nn.Linear?",
        "torch.nn.Linear??",
        "pip install torch",
        "conda install pytorch -c pytorch",
        "cd drive/My\\ Drive",
        "git clone https://example.org/data.git",
        "!echo don't",
    ],
)
def test_semantics_5_a_command_in_a_cell_is_passed_over_and_noted(line):
    loaded = read(f"{line}\n{F}x = 1 / 0", "def g():\n    return x", exercises=["f", "g"])
    assert loaded.namespace["f"]() == 1
    assert len(loaded.notes) == 2
    assert "was left out" in loaded.notes[1]
    assert loaded.notes[0].startswith(f"cell 1, line {line.count(chr(10)) + 4}: raised ZeroDivisionError")


def test_semantics_5_commands_of_one_kind_are_noted_once():
    loaded = read("%matplotlib inline\n%load_ext autoreload\n!ls\n!pwd", F)
    assert loaded.notes == (
        "cell 1, line 1: the notebook command '%matplotlib inline' was left out.",
        "cell 1, line 3: the shell command '!ls' was left out.",
    )


def test_semantics_5_a_command_inside_a_block_leaves_pass():
    loaded = read(
        "import sys\nif 'google.colab' in sys.modules:\n    !pip install wandb\n    x = 2\nelse:\n    x = 1",
        "def f():\n    return x",
    )
    assert loaded.namespace["f"]() == 1


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%timeit -n 1", "\n%%time"])
def test_semantics_5_a_cell_under_a_timing_magic_is_python(magic):
    loaded = read(f"{magic}\n{F}")
    assert loaded.namespace["f"]() == 1


def test_semantics_5_a_timed_line_is_python():
    assert read("%time x = 3\ndef f():\n    return x").namespace["f"]() == 3


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%javascript", "%%writefile helper.py", "%%cython"])
def test_semantics_5_a_cell_in_another_language_is_dropped(magic):
    loaded = read(f"{magic}\n{F}", "def g():\n    return 2", exercises=["f", "g"])
    assert loaded.namespace["g"]() == 2
    assert loaded.missing["f"].why is Why.NOT_PARSED
    assert loaded.missing["f"].label == "cell 1"
    assert magic.split()[0] in loaded.notes[0]


def test_semantics_5_percent_and_exclamation_marks_in_strings_stay():
    source = (
        'TEXT = """\n%matplotlib\n!ls\n?help\n"""\nPART = (7\n% 4)\n%matplotlib inline\ndef f():\n    return TEXT, PART'
    )
    assert read(source).namespace["f"]() == ("\n%matplotlib\n!ls\n?help\n", 3)


# ---- characters


@pytest.mark.parametrize(
    "source",
    [
        "\ufeffdef f():\n    return 1",
        "def f():\n\u00a0\u00a0\u00a0\u00a0return 1",
        "def f():\n    return\u3000 1",
        "def f():\n    re\u200bturn 1",
        "def f():\n    ＃ 한글 주석\n    return 1",
        "def f（）：\n    return 1",
        "def f(x=（1，2）)：\n    return x[0]",
        "def f():\n    return {“a”: 1}[‘a’]",
        "def f():\n    return len(“it's”) − 3",
        "def f():\n    return 1 if 2 ≥ 1 else 0",
        "def f():\r\n    ＃ x\r\n    return 1\r\n",
        "def f():\r    return 1\r",
        "def f():\n\tx = 1\n        return x",
        "    def f():\n        return 1",
        "  x = 1\n  def f():\n      return x",
        "def f():\n    return 1\0",
    ],
)
def test_semantics_5_damaged_characters_are_repaired_where_the_cell_does_not_parse(source):
    loaded = read(source)
    assert loaded.namespace["f"]() == 1, loaded.notes


def test_semantics_5_a_full_width_number_sign_is_noted_with_its_line():
    loaded = read("def f():\n    ＃ 한글 주석\n    return 1")
    assert len(loaded.notes) == 1
    assert loaded.notes[0].startswith("cell 1, line 2: '＃ 한글 주석' holds characters")


def test_semantics_5_strings_and_comments_keep_their_characters():
    text = "“a”（，）：＃\u00a0"
    loaded = read(f'def f():\n    ＃ {text}\n    x = \'{text}\' # {text}\n    return x, """{text}\n{text}"""')
    assert loaded.namespace["f"]() == (text, f"{text}\n{text}")


def test_semantics_5_a_cell_that_parses_is_not_touched():
    loaded = read("TEXT = '“a”\u00a0'  # ＃\u200b\ndef f():\n\treturn TEXT")
    assert loaded.namespace["f"]() == "“a”\u00a0"
    assert loaded.notes == ()


# ---- Python 2


@pytest.mark.parametrize(
    "statement",
    [
        "print 'a'",
        'print"a"',
        "print x",
        "print 'a %d' % x",
        "print 'a', x",
        "print 'a',",
        "print 'a', x # comment, with 'quotes'",
        "print 'a %d %d' % (x,\n        x)",
        "print 'a'\n    print >>sys.stderr, 'a'",
        "if x: print 'a'",
        "for k in [1]: print k",
    ],
)
def test_semantics_5_print_statements_of_python_2_are_calls(statement, capsys):
    loaded = read(f"import sys\ndef f(x=5):\n    {statement}\n    return x\n")
    assert loaded.namespace["f"]() == 5
    shown = capsys.readouterr()
    assert shown.out or shown.err
    assert len(loaded.notes) == 1
    assert "print statement of Python 2" in loaded.notes[0]


def test_semantics_5_print_of_python_2_says_what_it_says_in_python_3(capsys):
    read("def f():\n    print 'a %d' % 3, 'b' # c\n    print 'd',\n    print 'e'\n    print").namespace["f"]()
    assert capsys.readouterr().out == "a 3 b\nd e\n"


# ---- cells that do not parse


@pytest.mark.parametrize(
    "beside",
    [
        "x = # 여기에 작성",
        "W1_grad = ### your code ###",
        "conv1 = ???",
        "y = ____ ?",
        "This is a sentence in English.",
        "여기는 문장 입니다 그리고 코드가 아닙니다",
        "foo = bar(1,",
        "foo = [1, 2))",
        "text = '''never closed",
        "def g(:\n    return 2",
        "def g():\nreturn 2",
        "class G\n    pass",
        "for k in range(3)\n    print(k)",
        "x = 'unterminated",
        "@decorator\nx = = 3",
        "print x y z",
        "else:\n    x = 1",
        "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> branch",
    ],
)
def test_semantics_5_a_slip_does_not_lose_the_function_beside_it(beside):
    loaded = read(f"import math\n{F}\n{beside}")
    assert loaded.namespace["f"]() == 1
    assert "math" in loaded.namespace
    loaded = read(f"{beside}\n\n{F}y = 2\n")
    assert loaded.namespace["f"]() == 1


def test_semantics_5_a_slip_is_noted_with_its_line_and_the_rest_keeps_its_lines():
    loaded = read("x = # 답\n\ndef f():\n    return 1 / 0\n\nz = 1 / 0", "def g():\n    return z", exercises=["f", "g"])
    assert loaded.notes[1] == "cell 1, line 1: left out because it is not Python (invalid syntax)."
    assert loaded.notes[0].startswith("cell 1, line 6: raised ZeroDivisionError")


def test_semantics_5_blocks_with_several_parts_stay_together():
    source = (
        "x = ???\n"
        "try:\n    y = undefined\nexcept NameError:\n    y = 1\nelse:\n    y = 2\n"
        "if y == 2:\n    z = 5\nelse:\n    z = 6\n"
        "TEXT = '''\nz = 7\n'''\n"
        "CALL = dict(\na=z,\n)\n"
        "@staticmethod\ndef f():\n    return y, z, TEXT, CALL"
    )
    assert read(source).namespace["f"]() == (1, 6, "\nz = 7\n", {"a": 6})


def test_semantics_5_neighbouring_slips_are_one_note():
    loaded = read("First we import all.\nThen we go on here.\nAnd so on it goes.\n" + F)
    assert loaded.namespace["f"]() == 1
    assert len(loaded.notes) == 1


def test_semantics_5_an_unparsed_cell_does_not_touch_the_others():
    loaded = read("def broken(:\n    pass", F, "((((", exercises=["f"])
    assert loaded.namespace["f"]() == 1


def test_semantics_5_a_merge_accident_inside_the_answer_is_reported_for_that_answer_only():
    loaded = read("def f():\n    x = # 채우기\n    return x\n\ndef g():\n    return 2", exercises=["f", "g"])
    assert loaded.namespace["g"]() == 2
    assert loaded.missing["f"].why is Why.NOT_PARSED
    assert loaded.missing["f"].line == 2


def test_semantics_5_cells_of_which_nothing_is_needed_are_not_complained_about():
    assert read(F, "the plot below shows the loss").notes == ()


# ---- bounds


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "-" * 100_000 + "1",
        "x = " + "(" * 5_000,
        "x = " + "not " * 5_000 + "1",
        "x = 1" + "+1" * 20_000,
        "x = " + "[" * 300 + "]" * 300,
        "x = " + "lambda: " * 3_000 + "1",
        "x = a" + ".a" * 30_000,
        "x = '\ud800'",
        "x = " + "1," * 300_000,
        "".join(f"{' ' * depth}if 1:\n" for depth in range(200)) + " " * 200 + "x = 1",
    ],
)
def test_semantics_5_deep_or_endless_source_loses_only_its_own_cell(source):
    loaded = read(source, "def f():\n    return 1 or x")
    assert loaded.namespace["f"]() == 1
    assert any(note.startswith("cell 1, line 1") for note in loaded.notes)


def test_semantics_5_what_parses_but_is_nested_beyond_the_stack_is_followed():
    deep = "x = " + "+".join(["y"] * 700)
    assert read("y = 1", deep, "def f():\n    return x").namespace["f"]() == 700


def test_semantics_5_a_cell_of_errors_ends():
    loaded = read("\n".join(f"x{k} = ???" for k in range(3_000)) + "\n" + F, F)
    assert loaded.namespace["f"]() == 1
    assert len(loaded.notes) < 5


def test_semantics_5_empty_and_commented_out_cells():
    assert read("", "\n\n", "# def f():\n#     return 1", F).notes == ()


def test_semantics_5_warnings_about_the_students_text_are_silent():
    assert read("PATTERN = '\\d'\ndef f():\n    return 1 is 1, PATTERN").namespace["f"]() == (True, "\\d")
