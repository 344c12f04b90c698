"""What must work in every worker, as a submission: this file's text is loaded there, and ``attempt(names)`` runs it."""

import importlib
import io
import os
import random
import signal
import threading
import time
import traceback
from collections.abc import Callable


def attempt(names: list[str]) -> dict[str, str]:
    """Run workloads; answer with those that failed and how."""
    failed = {}
    for name in names:
        try:
            WORKLOADS[name]()
        except BaseException as error:  # noqa: BLE001 - told, in whatever way it failed
            failed[name] = f"{type(error).__name__}: {error}"[:200]
    return failed


def train() -> None:
    """A convolution, batch statistics, a loss, backward, a step, batches in another order."""
    import torch  # noqa: PLC0415
    from torch import nn  # noqa: PLC0415
    from torch.utils.data import DataLoader, TensorDataset  # noqa: PLC0415

    model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 196, 10))
    optimizer = torch.optim.Adam(model.parameters())
    data = TensorDataset(torch.randn(8, 3, 16, 16), torch.arange(8))
    for images, labels in DataLoader(data, batch_size=4, shuffle=True, num_workers=0):
        optimizer.zero_grad()
        torch.autograd.backward(nn.functional.cross_entropy(model(images), labels))
        optimizer.step()
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    model.load_state_dict(torch.load(file, weights_only=True))


def use_more_threads() -> None:
    """In Python and in torch."""
    import torch  # noqa: PLC0415

    thread = threading.Thread(target=time.sleep, args=(0.001,))
    thread.start()
    thread.join()
    torch.set_num_threads(2)
    torch.mm(torch.ones(600, 600), torch.ones(600, 600))
    torch.set_num_threads(1)


def use_numpy() -> None:
    """Linear algebra beyond Python's own."""
    import numpy as np  # noqa: PLC0415

    np.linalg.svd(np.random.default_rng(0).normal(size=(50, 50)))


def draw_chance() -> None:
    """Without opening a device."""
    random.SystemRandom().random()
    os.urandom(8)


def raise_and_explain() -> None:
    """A traceback as text."""
    try:
        raise ValueError("expected")  # noqa: TRY301
    except ValueError:
        traceback.format_exc()


def import_on_use() -> None:
    """Parts of the standard library that nothing has imported yet."""
    for name in ("colorsys", "csv", "fractions", "statistics", "wave"):
        importlib.import_module(name)


def seed_from_the_system() -> None:
    """Opens ``/dev/urandom``."""
    import torch  # noqa: PLC0415

    torch.seed()


def use_a_gpu() -> None:
    """A product, a convolution with its gradient, random numbers, a copy back."""
    import torch  # noqa: PLC0415
    from torch import nn  # noqa: PLC0415

    square = torch.rand(64, 64, device="cuda")
    if not torch.allclose((square @ square).cpu(), square.cpu() @ square.cpu(), atol=1e-3):
        raise ArithmeticError("a product on the GPU is not that of the CPU")
    layer = nn.Conv2d(3, 4, 3).to("cuda")
    torch.autograd.backward(layer(torch.rand(2, 3, 8, 8, device="cuda")).sum())
    torch.cuda.synchronize()


def stay() -> None:
    """No signal ends it, so only a kill from outside does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    while True:
        pass


WORKLOADS: dict[str, Callable[[], None]] = {
    "train": train,
    "use_more_threads": use_more_threads,
    "use_numpy": use_numpy,
    "draw_chance": draw_chance,
    "raise_and_explain": raise_and_explain,
    "import_on_use": import_on_use,
    "seed_from_the_system": seed_from_the_system,
    "use_a_gpu": use_a_gpu,
}
NEEDS_A_GPU = frozenset({"use_a_gpu"})
OPENS_FILES = frozenset({"import_on_use", "seed_from_the_system"})
PACKAGE = {"train": "torch", "use_more_threads": "torch", "seed_from_the_system": "torch", "use_numpy": "numpy"}
PACKAGE |= {"use_a_gpu": "torch"}
"""What must have been warmed: the first step of an optimizer imports 349 modules and wants a temporary folder."""
