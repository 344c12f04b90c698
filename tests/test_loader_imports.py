"""Packages promised and not promised, modules of the submission, names of a notebook (SEMANTICS 4, 7, 8)."""

import sys
import warnings

import pytest

from autograder.worker.loader import Reason, Why, load, locate


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """Loading makes the submission this process's ``__main__`` and may add a finder and modules; put all back."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in {"utils", "helpers", "package", "circle_a", "circle_b"}:
            del sys.modules[name]


def read(*sources, exercises=("f",), modules=None, promised=("torch", "numpy"), **options):
    """Load cells numbered from 1."""
    cells = [(f"cell {number}", source) for number, source in enumerate(sources, 1)]
    return load(cells, modules or {}, exercises, promised=promised, **options)


# ---- SEMANTICS 4: packages


def test_semantics_4_promised_packages_and_the_standard_library_import_normally():
    import torch

    loaded = read(
        "import torch\nimport math, json as j\nfrom collections import OrderedDict as O", "def f():\n    pass"
    )
    assert loaded.namespace["torch"] is torch
    assert loaded.namespace["O"].__name__ == "OrderedDict"
    assert loaded.notes == ()


@pytest.mark.parametrize(
    "source",
    [
        "import wandb",
        "import wandb as w",
        "from wandb import init, login",
        "from google.colab import drive, files",
        "import matplotlib.pyplot as plt",
        "import autograder",
        "import pytest",
        "from wandb import *",
    ],
)
def test_semantics_4_a_package_that_is_not_promised_is_noted_and_loading_goes_on(source):
    package = source.split()[1].partition(".")[0]
    loaded = read(f"import math\n{source}", "def f():\n    return math.pi")
    assert loaded.namespace["f"]() > 3
    assert loaded.notes == (
        f"cell 1, line 2: this assignment does not promise the package '{package}'; using it raises ImportError.",
    )


def test_semantics_4_a_placeholder_raises_when_it_is_used_and_not_before():
    source = "import matplotlib.pyplot as plt\nfrom jaxtyping import Float\nSTYLE = plt.style.available"
    loaded = read(source, "def f(x: Float[int, 'n'] | None = STYLE):\n    plt.plot(x)")
    with pytest.raises(ImportError, match="does not promise the package 'matplotlib'"):
        loaded.namespace["f"]()


def test_semantics_4_a_placeholder_as_base_class_or_decorator_says_what_is_missing():
    loaded = read(
        "import lightning as L",
        "class f(L.LightningModule):\n    pass",
        "@L.jit\ndef g():\n    pass",
        exercises=["f", "g"],
    )
    assert loaded.missing == {
        "f": Reason(Why.RAISED, "cell 2", 1, "ImportError"),
        "g": Reason(Why.RAISED, "cell 3", 1, "ImportError"),
    }


def test_semantics_4_each_imported_name_is_guarded_by_itself():
    loaded = read(
        "import wandb, math\nfrom torch import nn, no_such_thing, optim", "def f():\n    return math, nn, optim"
    )
    assert len(loaded.namespace["f"]()) == 3
    assert (
        loaded.notes[1]
        == "cell 1, line 2: importing 'no_such_thing' failed with ImportError; using it raises ImportError."
    )


def test_semantics_4_an_import_at_the_end_serves_a_function_at_the_beginning():
    cells = ["def f():\n    return np.ones(1)", *[f"x{k} = {k}" for k in range(38)], "import numpy as np"]
    assert read(*cells).namespace["f"]() == [1]


def test_semantics_4_an_import_only_inside_another_function_is_not_there():
    loaded = read("def g():\n    import numpy as np", "def f():\n    return np.ones(1)")
    with pytest.raises(NameError, match="np"):
        loaded.namespace["f"]()


def test_semantics_4_a_function_may_import_what_is_promised_only():
    loaded = read(
        "def f():\n    import numpy as np\n    return np",
        "def g():\n    import pytest\n    return pytest",
        exercises=["f", "g"],
    )
    assert loaded.namespace["f"]().__name__ == "numpy"
    with pytest.raises(ImportError, match="does not promise the package 'pytest'"):
        loaded.namespace["g"]()


def test_semantics_4_a_student_who_provides_for_a_missing_package_is_heard():
    loaded = read("try:\n    import wandb\nexcept ImportError:\n    wandb = None", "def f():\n    return wandb")
    assert loaded.namespace["f"]() is None
    assert loaded.notes == ()


def test_semantics_4_star_imports_of_promised_packages_bind_their_names():
    assert (
        read("from math import *\nfrom numpy.linalg import *", "def f():\n    return floor(norm([3, 4]))").namespace[
            "f"
        ]()
        == 5
    )


def test_semantics_4_future_imports_hold_for_later_cells():
    loaded = read("from __future__ import annotations", "def f(x: nowhere = 0) -> nothing:\n    return 1")
    assert loaded.namespace["f"]() == 1
    assert loaded.namespace["f"].__annotations__ == {"x": "nowhere", "return": "nothing"}


def test_semantics_4_our_own_future_imports_do_not_leak():
    assert read("def f(x: int):\n    return 1").namespace["f"].__annotations__ == {"x": int}


def test_semantics_4_a_promised_package_is_not_imported_again():
    import torch

    marker = object()
    torch._marker_of_the_test = marker
    try:
        loaded = read(
            "import torch\nimport torch.nn as nn\nfrom torch import optim",
            "def f():\n    return torch._marker_of_the_test",
        )
        assert loaded.namespace["f"]() is marker
    finally:
        del torch._marker_of_the_test


def test_semantics_4_an_exercise_imported_from_nowhere_is_missing():
    loaded = read("from answers import f")
    assert loaded.missing == {"f": Reason(Why.RAISED, "cell 1", 1, "ImportError")}


# ---- SEMANTICS 7: modules of the submission


def test_semantics_7_modules_import_from_memory():
    modules = {"utils": "import math\nBASE = 2\ndef helper(x):\n    return BASE * math.floor(x)"}
    loaded = read(
        "from utils import helper\nimport utils", "def f():\n    return helper(1.5), utils.BASE", modules=modules
    )
    assert loaded.namespace["f"]() == (2, 2)
    assert loaded.notes == ()
    assert "utils" not in sys.path_importer_cache


def test_semantics_7_packages_and_relative_imports():
    modules = {
        "package.__init__": "from .inner import VALUE\nfrom . import other",
        "package.inner": "VALUE = 3",
        "package.other": "from .inner import VALUE as V\nfrom package.deep.down import D",
        "package.deep.down": "from ..inner import VALUE\nD = VALUE + 1",
    }
    loaded = read(
        "import package.other\nfrom package import VALUE",
        "def f():\n    return VALUE, package.other.D",
        modules=modules,
    )
    assert loaded.namespace["f"]() == (3, 4)


def test_semantics_7_relative_import_in_the_main_file():
    loaded = read(
        "from .utils import helper", "def f():\n    return helper()", modules={"utils": "def helper():\n    return 1"}
    )
    assert loaded.namespace["f"]() == 1


def test_semantics_7_modules_that_import_each_other():
    modules = {
        "circle_a": "import circle_b\ndef a():\n    return circle_b.b()",
        "circle_b": "import circle_a\ndef b():\n    return 5",
    }
    assert read("from circle_a import a", "def f():\n    return a()", modules=modules).namespace["f"]() == 5


@pytest.mark.parametrize("name", ["random", "torch", "json", "pytest", "_pytest"])
def test_semantics_7_an_installed_module_wins_with_a_note(name):
    import importlib

    installed = importlib.import_module(name)
    loaded = read(
        f"import {name} as it",
        "def f():\n    return it",
        modules={name: "evil = 1"},
        promised=["torch", "pytest", "_pytest"],
    )
    assert loaded.namespace["f"]() is installed
    assert loaded.notes == (f"'import {name}' imports an installed module, not the file of that name.",)
    assert sys.modules[name] is installed


def test_semantics_7_the_finder_comes_last_and_an_earlier_submission_is_forgotten():
    read("import utils", modules={"utils": "x = 1"})
    assert type(sys.meta_path[-1]).__name__ == "OwnModules"
    loaded = read("import utils", "def f():\n    return utils.x", modules={"utils": "x = 2"})
    assert loaded.namespace["f"]() == 2
    loaded = read("import utils", "def f():\n    return 1")
    assert "does not promise the package 'utils'" in loaded.notes[0]
    assert not any(type(finder).__name__ == "OwnModules" for finder in sys.meta_path)


def test_semantics_7_a_module_runs_what_it_defines_but_not_what_it_does():
    module = (
        "import wandb\nimport torch\nsize = 3\ntable = []\nfor k in range(size):\n    table.append(k)\n"
        "def helper():\n    return table\nwandb.init()\nwhile True:\n    pass\n"
    )
    loaded = read("from utils import helper, size", "def f():\n    return helper(), size", modules={"utils": module})
    assert loaded.namespace["f"]() == ([0, 1, 2], 3)
    assert loaded.notes == (
        "utils.py, line 1: this assignment does not promise the package 'wandb'; using it raises ImportError.",
    )


def test_semantics_7_a_slip_in_a_module_does_not_lose_the_rest():
    module = "x = ???\n＃ 주석\ndef helper():\n    return 1\ny = 1 / 0"
    loaded = read("from utils import helper", "def f():\n    return helper()", modules={"utils": module})
    assert loaded.namespace["f"]() == 1
    assert any(note.startswith("utils.py, line 1: left out") for note in loaded.notes)
    assert any(note == "utils.py, line 5: raised ZeroDivisionError while loading." for note in loaded.notes)


def test_semantics_7_module_name_is_its_own():
    modules = {"utils": "NAME = __name__\nif __name__ == '__main__':\n    NAME = 'wrong'"}
    assert read("from utils import NAME", "def f():\n    return NAME", modules=modules).namespace["f"]() == "utils"


def test_semantics_7_a_traceback_names_file_and_line_of_a_module():
    modules = {"package.utils": "\ndef helper():\n    raise KeyError('x')"}
    loaded = read("from package.utils import helper", "def f():\n    return helper()", modules=modules)
    with pytest.raises(KeyError, match="x") as caught:
        loaded.namespace["f"]()
    assert locate(caught.tb) == (("cell 2", 2), ("package/utils.py", 3))


def test_semantics_7_an_exercise_in_another_file_is_taken_from_there():
    loaded = read("x = 1", modules={"utils": "def f():\n    return 1"})
    assert loaded.namespace["f"]() == 1
    assert loaded.missing == {}
    assert loaded.notes == ("'f' was taken from utils.py.",)


# ---- SEMANTICS 8 and the names of a notebook


LOADER = """
import torch
from torch.utils.data import DataLoader, TensorDataset
data = TensorDataset(torch.arange(6))
def f():
    loader = LOADER
    return loader.num_workers, [batch.tolist() for batch, in loader]
"""


@pytest.mark.parametrize(
    "call",
    [
        "DataLoader(data, batch_size=3, num_workers=2)",
        "DataLoader(data, 3, num_workers=4, prefetch_factor=2, persistent_workers=True)",
        "DataLoader(data, 3, False, None, None, 2)  # num_workers",
        "DataLoader(data, **{'batch_size': 3, 'num_workers': 2})",
    ],
)
def test_semantics_8_data_loaders_run_without_workers(call, monkeypatch):
    import torch.utils.data

    loader = torch.utils.data.DataLoader
    monkeypatch.setattr(loader, "__init__", loader.__init__)
    loaded = read(LOADER.replace("LOADER", call), "# num_workers = 2")
    assert loaded.namespace["f"]() == (0, [[0, 1, 2], [3, 4, 5]])
    assert sum("DataLoader(num_workers=...)" in note for note in loaded.notes) == 1


def test_semantics_8_a_loader_without_workers_is_not_touched():
    import torch.utils.data

    before = torch.utils.data.DataLoader.__init__
    loaded = read(LOADER.replace("LOADER", "DataLoader(data, 3, num_workers=0)"))
    assert loaded.namespace["f"]() == (0, [[0, 1, 2], [3, 4, 5]])
    assert loaded.notes == ()
    assert torch.utils.data.DataLoader.__init__ is before


def test_names_of_a_notebook_exist_and_do_nothing(capsys):
    source = (
        "def f(x=1):\n    display(x)\n    get_ipython().run_line_magic('matplotlib', 'inline')\n"
        "    from IPython.display import clear_output\n    clear_output(wait=True)\n"
        "    return 'google.colab' in str(get_ipython())"
    )
    loaded = read("from IPython.display import display, HTML\nimport IPython", source)
    assert loaded.namespace["f"]() is False
    assert capsys.readouterr().out == ""
    assert loaded.notes == ()
    assert "display" not in read("def f():\n    pass").namespace


def test_plots_of_a_promised_matplotlib_are_not_shown():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    source = (
        "import matplotlib.pyplot as plt\ndef f():\n    plt.plot([1, 2])\n    plt.show()\n    plt.close()\n    return 1"
    )
    loaded = read(source, promised=["matplotlib"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert loaded.namespace["f"]() == 1
