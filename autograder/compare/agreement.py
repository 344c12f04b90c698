"""``compare`` a result and ``compare_arguments`` after a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from autograder.compare.explain import explain
from autograder.compare.identity import MUTABLE, Place
from autograder.compare.inputs import Inputs
from autograder.compare.mismatch import Mismatch
from autograder.compare.precise import ABSENT
from autograder.compare.rules import Rules
from autograder.compare.walk import Walk
from autograder.errors import AuthoringError
from autograder.model import Kind

DEFAULT: Final = Rules()


def compare(
    actual: object,
    expected: object,
    *,
    precise: object = ABSENT,
    rules: Rules = DEFAULT,
    path: str = "result",
    inputs_scale: float | Inputs = 0.0,
) -> None:
    """Check a student's result against the reference's.

    Args:
        actual: the student's result, rebuilt as plain types.
        expected: the reference's result in the case's dtypes; it decides structure and kinds of number. If it is None,
            the student's result is ignored.
        precise: the reference's result in float64; it decides the values. Left out, ``expected`` does.
        rules: how strict to be.
        path: how messages name the result.
        inputs_scale: the call's arguments as :class:`Inputs`, or the root mean square of their elements.

    Raises:
        Mismatch: they differ.
        AuthoringError: the reference's results cannot be compared.

    """
    if expected is None:
        return
    walk = Walk(rules, _inputs(inputs_scale))
    with np.errstate(all="ignore"):
        walk.check(actual, expected, precise, path)
    if rules.aliasing:
        walk.pairing.require_same_sharing()


@dataclass(frozen=True, slots=True)
class Held:
    """Arguments, and the objects in them as they were before a call."""

    arguments: object
    objects: tuple[tuple[str, object], ...]
    """Every place of a list, dict, set, tensor or array, and what was there."""


def hold(arguments: object) -> Held:
    """Remember which objects are passed, so that a list item replaced by a new tensor is seen afterwards."""
    return Held(arguments, tuple(_places(arguments, "", set())))


def compare_arguments(
    actual_args: Held,
    expected_args: Held,
    *,
    precise: Held | None = None,
    rules: Rules = DEFAULT,
    path: str = "arguments",
    inputs_scale: float | Inputs = 0.0,
) -> None:
    """Check what a call did to its arguments: values, ``.grad``, lists, dicts and which objects they hold.

    Args:
        actual_args: what the student's function was given, held before the call.
        expected_args: an equal copy that the reference was given.
        precise: the copy in float64.
        rules: how strict to be; ``in_place`` and ``aliasing`` say which identities count.
        path: how messages name the arguments.
        inputs_scale: as in :func:`compare`.

    Raises:
        Mismatch: of kind ``SIDE_EFFECT``, ``GRADIENT`` or ``ALIASING``.
        AuthoringError: the copies were not equal.

    """
    walk = Walk(rules, _inputs(inputs_scale), afterwards=True)
    exact = ABSENT if precise is None else precise.arguments
    try:
        with np.errstate(all="ignore"):
            walk.check(actual_args.arguments, expected_args.arguments, exact, path)
            if rules.in_place:
                originals = _originals(actual_args, expected_args, path)
                walk.pairing.require_originals(originals)
                _check_originals(walk, originals, precise)
        if rules.aliasing:
            walk.pairing.require_same_sharing()
    except Mismatch as found:
        kept = found.kind in (Kind.GRADIENT, Kind.ALIASING)
        raise (found if kept else found.recast(Kind.SIDE_EFFECT, "after the call ")) from None


def _check_originals(walk: Walk, originals: list[Place], precise: Held | None) -> None:
    """Objects that are no longer where they were may still be held by the caller."""
    for i, (path, actual, expected) in enumerate(originals):
        walk.check(actual, expected, ABSENT if precise is None else precise.objects[i][1], f"{path} (as passed)")


def _originals(actual: Held, expected: Held, path: str) -> list[Place]:
    if [place for place, _ in actual.objects] != [place for place, _ in expected.objects]:
        raise AuthoringError(f"the two sides were not given equal arguments: {explain(expected.arguments)}", where=path)
    return [
        (path + place, mine, right) for (place, mine), (_, right) in zip(actual.objects, expected.objects, strict=True)
    ]


def _places(value: object, path: str, seen: set[int]) -> Iterator[tuple[str, object]]:
    if type(value) in MUTABLE:
        yield path, value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, (list, tuple)):
        for i, element in enumerate(value):
            yield from _places(element, f"{path}[{i}]", seen)
    elif isinstance(value, dict):
        for key, element in value.items():
            yield from _places(element, f"{path}[{explain(key)}]", seen)


def _inputs(scale: float | Inputs) -> Inputs:
    return scale if isinstance(scale, Inputs) else Inputs(scale=scale)
