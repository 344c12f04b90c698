"""Import and exercise what submissions use, once, so that no fork pays a first call.

Operations, not only imports: the first step of an optimizer takes 560 ms and imports 349 modules, the first
``sympy.solve`` 120 ms. Everything runs on one thread: after an operation with more, a fork hangs in its next one.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from autograder.worker.torchvision_schemas import define_missing_schemas

THREADS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""For the environment a zygote starts with: the libraries read it while they load."""


def warm(packages: Sequence[str]) -> dict[str, str]:
    """Import and exercise the packages in order; what cannot be imported comes back with the reason."""
    skipped = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for package in packages:
            try:
                _import(package)
            except Exception as error:  # an optional package that fails in its own way
                skipped[package] = f"{type(error).__name__}: {error}"[:200]
        if "torch" in sys.modules:  # imports start no threads, the first large operation would
            _one_thread()
            _seed_the_cpu_only()
        for package in packages:
            if package not in skipped and package in OPERATIONS:
                OPERATIONS[package]()
    return skipped


def _import(package: str) -> None:
    if package == "torchvision":
        define_missing_schemas()
    if package == "matplotlib":
        os.environ["MPLBACKEND"] = "Agg"
    for name in (package, *PARTS.get(package, ())):
        importlib.import_module(name)


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)


def _seed_the_cpu_only() -> None:
    """Make ``torch.manual_seed`` skip devices these workers do not have.

    It queues a seed for each with a formatted stack: 1.6 ms in a fresh fork. Asking whether they are there would start
    their drivers, which do not survive a fork.
    """
    import torch

    for name in ("cuda", "xpu", "mtia"):
        device = getattr(torch, name, None)
        if device is not None:
            device.manual_seed_all = lambda _seed: None


PARTS = {
    "matplotlib": ("matplotlib.pyplot",),
    "torch": ("torch.nn.functional", "torch.optim", "torch.utils.data", "torch.func", "torch.fft", "torch.linalg"),
    "torchvision": ("torchvision.transforms", "torchvision.datasets", "torchvision.models"),
    "scipy": ("scipy.linalg", "scipy.optimize", "scipy.stats"),
    "sklearn": ("sklearn.linear_model", "sklearn.preprocessing", "sklearn.model_selection", "sklearn.metrics"),
    "tqdm": ("tqdm.auto",),
    "PIL": ("PIL.Image",),
}
"""Submodules that import on use."""


def _torch() -> None:
    import torch
    from torch import nn
    from torch.nn import functional
    from torch.utils.data import DataLoader, TensorDataset

    images, labels = torch.randn(4, 3, 16, 16), torch.tensor([1, 2, 3, 4])
    model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten())
    model.append(nn.Linear(8 * 49, 10)).append(nn.Dropout())
    for optimizer in (torch.optim.SGD(model.parameters(), 0.1, momentum=0.9), torch.optim.Adam(model.parameters())):
        optimizer.zero_grad()
        torch.autograd.backward(functional.cross_entropy(model(images), labels))
        optimizer.step()
    nn.LSTM(8, 16)(torch.randn(5, 2, 8))
    _torch_functions(torch, functional)
    for _ in DataLoader(TensorDataset(images, labels), batch_size=2, shuffle=True):
        pass
    file = io.BytesIO()
    torch.save(model.state_dict(), file)
    file.seek(0)
    model.load_state_dict(torch.load(file, weights_only=True))


def _torch_functions(torch: Any, functional: Any) -> None:
    """What answers in statements and hidden tests are made of, at the sizes that pick another kernel."""
    for size in (3, 64, 256):
        square = torch.randn(size, size, requires_grad=True)
        result = (square @ square.T).softmax(-1).exp().sum() + square.tanh().mean() + square.std() + square.norm()
        torch.autograd.grad(result, square, create_graph=True)
    queries = torch.randn(2, 4, 5, 8, requires_grad=True)
    functional.scaled_dot_product_attention(queries, queries, queries).sum().backward()
    torch.einsum("bhqd,bhkd->bhqk", queries, queries).masked_fill(torch.ones(5, 5).tril() == 0, float("-inf"))
    double = torch.randn(20, 3, dtype=torch.float64)
    torch.linalg.lstsq(double, torch.ones(20, 1, dtype=torch.float64))
    torch.linalg.svd(double)
    torch.linalg.inv(double.T @ double)
    torch.fft.fft(double)
    torch.func.vmap(torch.sin)(double)
    torch.autograd.functional.jacobian(torch.sin, torch.ones(2))
    repr(double)
    try:
        torch.zeros(2, 3) @ torch.zeros(2, 3)
    except RuntimeError as error:
        str(error)


def _numpy() -> None:
    import numpy as np

    square = np.random.default_rng(0).normal(size=(64, 64))
    np.linalg.svd(square)
    np.linalg.solve(square, square)
    np.linalg.lstsq(square, square[0], rcond=None)
    np.fft.fft(square)
    np.einsum("ij,jk->ik", square, square)
    np.random.seed(0)  # noqa: NPY002 - the generator a student's np.random.seed uses
    np.random.randn(3)  # noqa: NPY002
    repr(square)


def _sympy() -> None:
    import sympy

    x = sympy.Symbol("x")
    sympy.integrate(sympy.sin(x) * x, x)
    sympy.solve(x**2 - 2, x)
    sympy.lambdify(x, sympy.diff(sympy.exp(x) * x, x).simplify())(1.0)


def _matplotlib() -> None:
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2], [3, 4])
    figure.canvas.draw()
    plt.close("all")


def _pandas() -> None:
    import pandas as pd  # type: ignore[import-untyped]

    frame = pd.DataFrame({"a": [1, 2, 2], "b": [3.0, 4.0, 5.0]})
    frame.groupby("a").mean().to_string()


OPERATIONS: dict[str, Callable[[], None]] = {
    "torch": _torch,
    "numpy": _numpy,
    "sympy": _sympy,
    "matplotlib": _matplotlib,
    "pandas": _pandas,
}
