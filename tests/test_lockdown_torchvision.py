"""torchvision imports and works beside a torch it was not built for."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("PIL")
WORKS = """
from autograder.worker.torchvision_schemas import define_missing_schemas
define_missing_schemas()
define_missing_schemas()  # a second call finds everything defined
import torch, torchvision
from PIL import Image
from torchvision import datasets, models, transforms
define_missing_schemas()
x = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])(Image.new("L", (28, 28), 255))
assert x.shape == (1, 28, 28) and float(x[0, 0, 0]) == 1.0
image, label = datasets.FakeData(size=2, image_size=(3, 8, 8), transform=transforms.ToTensor())[1]
assert image.shape == (3, 8, 8)
assert models.resnet18(weights=None).eval()(torch.zeros(1, 3, 32, 32)).shape == (1, 1000)
"""


def run(code):
    return subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)


def test_transforms_datasets_and_models_work():
    pytest.importorskip("torch")
    import importlib.util

    if importlib.util.find_spec("torchvision") is None:
        pytest.skip("torchvision is not installed")
    done = run(WORKS)
    assert done.returncode == 0, done.stderr[-2000:]


def test_it_is_needed_only_where_the_operators_do_not_load():
    """Where torchvision imports by itself, nothing is defined."""
    if run("import torchvision").returncode:
        pytest.skip("here torchvision does not import by itself; that is the other test's case")
    defined = "import torch, autograder.worker.torchvision_schemas as s; d = []; torch.library.define = d.append;"
    done = run(defined + "s.define_missing_schemas(); assert not d")
    assert done.returncode == 0, done.stderr[-2000:]


def test_without_torchvision_nothing_happens():
    hidden = "import sys; sys.modules['torchvision'] = None; import autograder.worker.torchvision_schemas as s;"
    done = run(hidden + "s.define_missing_schemas(); assert 'torch' not in sys.modules")
    assert done.returncode == 0, done.stderr[-2000:]
