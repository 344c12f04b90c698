# ruff: noqa: BLE001, FBT001, T201 - a row may raise anything, and the report goes to the one who started this
"""Run the tables in a process of its own and write what happened as JSON: ``emulated_run.py emulated|cuda``."""

from __future__ import annotations

import ast
import copy
import io
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from emulated_learning import OF_LEARNING  # noqa: E402
from emulated_mistakes import FATAL, MISTAKES, NOT_EMULATED  # noqa: E402
from emulated_operations import ON_TENSORS  # noqa: E402


class Cube(torch.autograd.Function):
    """The third power."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


class Listed(nn.Module):
    """Its layer is in a plain list, so it is not moved."""

    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(3, 3)]

    def forward(self, x):
        return self.layers[0](x)


class Table(nn.Module):
    """Its tensor is a plain attribute, so it is not moved."""

    def __init__(self):
        super().__init__()
        self.table = torch.ones(3)

    def forward(self, x):
        return x + self.table


class Buffered(nn.Module):
    """Its tensor is a buffer."""

    def __init__(self):
        super().__init__()
        self.register_buffer("table", torch.ones(3))

    def forward(self, x):
        return x + self.table


class Inputs:
    """What a row's code can use; every run of a row draws the same numbers."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.random = np.random.default_rng(7)
        self.leaves: list[torch.Tensor] = []

    def names(self) -> dict[str, Any]:
        made = {
            "t": self.t,
            "g": self.g,
            "p": self.p,
            "i": self.i,
            "m": self.m,
            "s": self.s,
            "ct": self.ct,
            "cg": self.cg,
        }
        helpers = {"ci": self.ci, "cm": self.cm, "saved": saved, "layer": self.layer, "trained": self.trained}
        classes = {"Cube": Cube, "Listed": Listed, "Table": Table, "Buffered": Buffered}
        modules = {"torch": torch, "nn": nn, "F": functional, "np": np, "copy": copy, "d": self.device}
        return made | helpers | classes | modules | {"trained_elsewhere": self.trained_elsewhere}

    def ct(self, *shape):
        return torch.from_numpy(self.random.standard_normal(shape).astype(np.float32)).clone()

    def cg(self, *shape):
        self.leaves.append(self.ct(*shape).requires_grad_())
        return self.leaves[-1]

    def ci(self, high, *shape):
        return torch.from_numpy(self.random.integers(0, high, shape))

    def cm(self, *shape):
        return torch.from_numpy(self.random.integers(0, 2, shape).astype(bool))

    def t(self, *shape):
        return self.ct(*shape).to(self.device)

    def g(self, *shape):
        self.leaves.append(self.t(*shape).requires_grad_())
        return self.leaves[-1]

    def p(self, *shape):
        return self.t(*shape).abs() + 0.5

    def i(self, high, *shape):
        return self.ci(high, *shape).to(self.device)

    def m(self, *shape):
        return self.cm(*shape).to(self.device)

    def s(self, size):
        root = self.ct(size, size)
        return (root @ root.T + size * torch.eye(size)).to(self.device)

    def layer(self, module):
        torch.manual_seed(0)
        for parameter in module.parameters():
            parameter.data = self.ct(*parameter.shape) * 0.5
        return module.to(self.device)

    def trained(self, optimizer, **options):
        net = self.layer(nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)))
        stepped = optimizer(net.parameters(), **options)
        x, y = self.t(6, 3), self.i(2, 6)
        for _ in range(3):
            stepped.zero_grad()
            functional.cross_entropy(net(x), y).backward()
            stepped.step()
        return [p.detach() for p in net.parameters()]

    def trained_elsewhere(self):
        """The state of an optimizer, made on the CPU, loaded for parameters on the device."""
        here, there = self.cg(3), self.g(3)
        optimizers = [torch.optim.Adam([x], 0.1) for x in (here, there)]
        for optimizer, x in zip(optimizers, (here, there), strict=True):
            x.sum().backward()
            optimizer.step()
        optimizers[1].load_state_dict(optimizers[0].state_dict())
        optimizers[1].step()
        return there.detach()


def saved(value, **options):
    file = io.BytesIO()
    torch.save(value, file)
    file.seek(0)
    return torch.load(file, **options)


def evaluate(code: str, device: str) -> tuple[Any, list[torch.Tensor]]:
    """The last expression of the code, and the gradients of its inputs."""
    inputs = Inputs(device)
    names = inputs.names()
    torch.manual_seed(0)
    *statements, last = ast.parse(code).body
    exec(compile(ast.Module(statements, []), "<row>", "exec"), names)
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([last], []), "<row>", "exec"), names)
        return None, []
    result = eval(compile(ast.Expression(last.value), "<row>", "eval"), names)
    return result, gradients(result, inputs.leaves)


def gradients(result: Any, leaves: list[torch.Tensor]) -> list[torch.Tensor]:
    outputs = [
        x for x in tensors(result) if x.requires_grad and x.grad_fn is not None and x.is_floating_point() and x.numel()
    ]
    if not outputs or not leaves:
        return []
    weights = [torch.linspace(0.5, 1.5, x.numel()).view(x.shape).to(x) for x in outputs]
    found = torch.autograd.grad(outputs, leaves, weights, allow_unused=True)
    return [x for x in found if x is not None]


def tensors(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (list, tuple)):
        return [x for item in value for x in tensors(item)]
    return []


def plain(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return ["tensor", list(value.shape), str(value.dtype)]
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return repr(value)


def differences(actual: list[torch.Tensor], expected: list[torch.Tensor], exact: bool) -> str:
    for position, (a, e) in enumerate(zip(actual, [x.detach() for x in expected], strict=True)):
        if a.shape != e.shape or a.dtype != e.dtype or (exact and a.stride() != e.stride() and a.numel() > 1):
            return f"tensor {position}: {a.shape} {a.dtype} {a.stride()} instead of {e.shape} {e.dtype} {e.stride()}"
        tolerance = {"rtol": 0, "atol": 0} if exact else {"rtol": 1e-4, "atol": 1e-5}
        try:
            torch.testing.assert_close(a.detach().cpu(), e, equal_nan=True, **tolerance)
        except AssertionError as error:
            return f"tensor {position}: {error}"
    return ""


def operation(row: Any, device: str, exact: bool) -> dict[str, Any]:
    try:
        actual, actual_gradients = evaluate(row.code, device)
    except BaseException as error:
        return {"error": f"{type(error).__name__}: {error}"}
    try:
        expected, expected_gradients = evaluate(row.code, "cpu")
    except Exception as error:
        return {"error": f"on the CPU, {type(error).__name__}: {error}"}
    found = tensors(actual)
    wrong = "" if plain(actual) == plain(expected) else f"{plain(actual)} instead of {plain(expected)}"
    wrong = wrong or differences(found, tensors(expected), exact and row.exact)
    wrong = wrong or differences(actual_gradients, expected_gradients, exact and row.exact)
    return {"error": "", "wrong": wrong, "devices": [str(x.device) for x in found]}


def mistake(row: Any, device: str) -> dict[str, Any]:
    try:
        result, _ = evaluate(row.code, device)
        torch.cuda.synchronize()
    except BaseException as error:
        return {"error": type(error).__name__, "says": str(error)}
    return {"error": "", "says": " ".join(str(x.device) for x in tensors(result))}


def emulate(used: set[str]) -> Any:
    """Install the device, with a note of which operators are used."""
    from autograder.worker.emulated import Emulation, install

    kernels = Emulation.kernels

    def noted(self):
        for name, kernel in kernels(self):
            yield name, note(name, kernel)

    def note(name, kernel):
        def noting(*arguments, **keywords):
            used.add(name)
            return kernel(*arguments, **keywords)

        return noting

    Emulation.kernels = noted
    return install()


def main(kind: str) -> None:
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    torch.backends.cudnn.allow_tf32 = False
    used: set[str] = set()
    emulation = emulate(used) if kind == "emulated" else None
    report: dict[str, Any] = {"operations": {}, "mistakes": {}, "not_emulated": {}}
    for row in ON_TENSORS + OF_LEARNING:
        report["operations"][row.name] = operation(row, "cuda", exact=kind == "emulated")
    for row in MISTAKES:
        report["mistakes"][row.name] = mistake(row, "cuda")
    for row in FATAL if emulation else FATAL[:1]:
        report["mistakes"][row.name] = mistake(row, "cuda")
    if emulation is not None:
        report["kernels"] = sorted(name for name, _ in emulation.kernels())
        report["used"] = sorted(used)
        report["refused"] = emulation.refused()
        for row in NOT_EMULATED:
            report["not_emulated"][row.name] = mistake(row, "cuda")
        report["refused_in_the_end"] = emulation.refused()
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1])
