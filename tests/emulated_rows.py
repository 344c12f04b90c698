"""A row of the tables: what it holds and how a line of text becomes one.

A line has parts between ``||``: name, code, and for an operation the devices of the tensors that come out (``d`` where
nothing is said). The code's last expression is the result; ``d`` is the device. Inputs are drawn on the CPU from a
fixed seed and moved: ``t`` numbers, ``g`` numbers that want gradients, ``p`` positive ones, ``i`` integers below the
first argument, ``m`` a mask, ``s`` a symmetric positive definite matrix; ``ct``, ``cg``, ``ci`` and ``cm`` stay on the
CPU. Gradients of every ``g`` are results too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that works on CUDA."""

    name: str
    code: str
    devices: tuple[str, ...]
    """Of the tensors in the result, in order; one stands for all. ``d`` is the device."""
    exact: bool
    """Whether the emulation gives the CPU's very bits; where it computes in another order, only close values."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that students do with two devices, and what CUDA makes of it."""

    name: str
    code: str
    error: str
    """The exception's class; empty where CUDA allows it."""
    says: str
    """A regular expression of the message; the device of the result where CUDA allows it."""


def exact(text: str) -> tuple[Operation, ...]:
    """Operations with the CPU's very bits."""
    return _operations(text, exact=True)


def close(text: str) -> tuple[Operation, ...]:
    """Operations that the device computes in another order."""
    return _operations(text, exact=False)


def _operations(text: str, *, exact: bool) -> tuple[Operation, ...]:
    return tuple(Operation(r[0], r[1], tuple(r[2].split()) if len(r) > 2 else ("d",), exact) for r in _rows(text))


def mistakes(text: str) -> tuple[Mistake, ...]:
    """Mistakes; ``allowed`` stands where an exception's class would."""
    return tuple(
        Mistake(name, code, "" if error == "allowed" else error, says) for name, code, error, says in _rows(text)
    )


def _rows(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("||")] for line in text.strip().splitlines()]
